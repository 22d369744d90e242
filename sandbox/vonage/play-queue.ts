/** The carrier holds about a minute of audio; what comes on top of it is lost. */
export const MAX_QUEUED_FRAMES = 3072;

type Entry = Buffer | { payload: unknown };

/** What the app sent and the callee has not heard yet: frames, and between them the marks to be sent back. */
export class PlayQueue {
  private entries: Entry[] = [];
  private head = 0;
  private frames = 0;

  get queuedFrames(): number {
    return this.frames;
  }

  /** false: full, and the frame is lost. */
  push(frame: Buffer): boolean {
    if (this.frames >= MAX_QUEUED_FRAMES) return false;
    this.entries.push(frame);
    this.frames += 1;
    return true;
  }

  mark(payload: unknown): void {
    this.entries.push({ payload });
  }

  /** The frame that plays for the next 20 ms; marks whose audio has been played to its end are handed out first. */
  next(onMark: (payload: unknown) => void): Buffer | null {
    while (this.head < this.entries.length) {
      const entry = this.entries[this.head] as Entry;
      this.head += 1;
      if (!Buffer.isBuffer(entry)) {
        onMark(entry.payload);
        continue;
      }
      this.frames -= 1;
      this.compact();
      return entry;
    }
    this.compact();
    return null;
  }

  /** Forgets frames and marks alike; how many frames will never be heard. */
  clear(): number {
    const lost = this.frames;
    this.entries = [];
    this.head = 0;
    this.frames = 0;
    return lost;
  }

  private compact(): void {
    if (this.head === this.entries.length) {
      this.entries = [];
      this.head = 0;
    } else if (this.head >= 256) {
      this.entries = this.entries.slice(this.head);
      this.head = 0;
    }
  }
}
