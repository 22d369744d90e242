import { asBytes, FRAME_BYTES } from "#lib/audio/format";

interface Piece {
  pcm: Buffer;
  at: number;
  onStart: (() => void) | null;
}

/** What a callee is saying, 20 ms at a time. */
export class Mouth {
  private pieces: Piece[] = [];

  get isEmpty(): boolean {
    return this.pieces.length === 0;
  }

  /** 16 kHz mono; follows what is still to be said. `onStart` runs when its first sample goes out. */
  add(pcm: Int16Array, onStart: (() => void) | null = null): void {
    if (pcm.length > 0) this.pieces.push({ pcm: asBytes(pcm), at: 0, onStart });
  }

  /** null: silence. The last frame of a piece is filled up with silence. */
  nextFrame(): Buffer | null {
    const piece = this.pieces[0];
    if (!piece) return null;
    if (piece.at === 0) piece.onStart?.();
    const part = piece.pcm.subarray(piece.at, piece.at + FRAME_BYTES);
    piece.at += FRAME_BYTES;
    if (piece.at >= piece.pcm.length) this.pieces.shift();
    if (part.length === FRAME_BYTES) return part;
    const padded = Buffer.alloc(FRAME_BYTES);
    part.copy(padded);
    return padded;
  }
}
