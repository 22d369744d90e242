import { FRAME_BYTES } from "./format.ts";

/**
 * Any lengths in, exact frames out. Frames are views into what was pushed wherever they can be (the caller must not
 * write to it again); only a frame that straddles two pushes is copied.
 */
export class FrameCutter {
  private readonly frameBytes: number;
  private carry: Buffer | null = null;
  private carried = 0;

  constructor(frameBytes: number = FRAME_BYTES) {
    if (!Number.isInteger(frameBytes) || frameBytes < 1)
      throw new RangeError("a frame has at least one byte");
    this.frameBytes = frameBytes;
  }

  get pendingBytes(): number {
    return this.carried;
  }

  push(bytes: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    let offset = 0;
    if (this.carry) {
      offset = Math.min(this.frameBytes - this.carried, bytes.length);
      bytes.copy(this.carry, this.carried, 0, offset);
      this.carried += offset;
      if (this.carried < this.frameBytes) return frames;
      frames.push(this.carry);
      this.carry = null;
      this.carried = 0;
    }
    while (bytes.length - offset >= this.frameBytes) {
      frames.push(bytes.subarray(offset, offset + this.frameBytes));
      offset += this.frameBytes;
    }
    if (offset < bytes.length) {
      this.carry = Buffer.alloc(this.frameBytes);
      this.carried = bytes.copy(this.carry, 0, offset);
    }
    return frames;
  }

  /** What is left, padded with zeros (silence); null when nothing is. */
  flush(): Buffer | null {
    const last = this.carry;
    this.carry = null;
    this.carried = 0;
    return last;
  }

  /** Forgets what is left: after a barge-in it must not be heard in front of the next answer. */
  drop(): void {
    this.flush();
  }
}
