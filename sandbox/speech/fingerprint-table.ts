const SLOTS_PER_BUCKET = 4;
const EMPTY = -1;

/**
 * From fingerprints to places in utterances, in fixed memory: a bucket keeps its four newest, so what is
 * forgotten is the oldest. Places of forgotten utterances stay until overwritten; their owner is gone.
 */
export class FingerprintTable {
  private readonly shift: number;
  private readonly hashes: Int32Array;
  private readonly owners: Int32Array;
  private readonly positions: Int32Array;
  private readonly next: Uint8Array;

  /** Room for `4 · 2^bucketBits` places. */
  constructor(bucketBits = 18) {
    const buckets = 2 ** bucketBits;
    this.shift = 32 - bucketBits;
    this.hashes = new Int32Array(buckets * SLOTS_PER_BUCKET);
    this.owners = new Int32Array(buckets * SLOTS_PER_BUCKET).fill(EMPTY);
    this.positions = new Int32Array(buckets * SLOTS_PER_BUCKET);
    this.next = new Uint8Array(buckets);
  }

  add(hash: number, owner: number, position: number): void {
    const bucket = this.bucketOf(hash);
    const turn = this.next[bucket] ?? 0;
    this.next[bucket] = (turn + 1) % SLOTS_PER_BUCKET;
    const slot = bucket * SLOTS_PER_BUCKET + turn;
    this.hashes[slot] = hash;
    this.owners[slot] = owner;
    this.positions[slot] = position;
  }

  /** Adds it unless it is there. */
  renew(hash: number, owner: number, position: number): void {
    const first = this.bucketOf(hash) * SLOTS_PER_BUCKET;
    for (let slot = first; slot < first + SLOTS_PER_BUCKET; slot += 1)
      if (this.hashes[slot] === hash && this.owners[slot] === owner && this.positions[slot] === position)
        return;
    this.add(hash, owner, position);
  }

  /** Slots of the places with this fingerprint are appended to `found`, which is returned. */
  find(hash: number, found: number[]): number[] {
    found.length = 0;
    const first = this.bucketOf(hash) * SLOTS_PER_BUCKET;
    for (let slot = first; slot < first + SLOTS_PER_BUCKET; slot += 1)
      if (this.hashes[slot] === hash && this.owners[slot] !== EMPTY) found.push(slot);
    return found;
  }

  ownerAt(slot: number): number {
    return this.owners[slot] ?? EMPTY;
  }

  positionAt(slot: number): number {
    return this.positions[slot] ?? 0;
  }

  private bucketOf(hash: number): number {
    return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> this.shift;
  }
}
