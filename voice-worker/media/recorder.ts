import { mkdir, open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { BYTES_PER_SAMPLE, FRAME_SAMPLES, SAMPLE_RATE_HZ } from "#lib/audio/format";
import { WAV_HEADER_BYTES, wavHeader } from "#lib/audio/wav";

export const RECORDING_FORMAT = { channels: 2, sampleRateHz: SAMPLE_RATE_HZ } as const;
export const RECORDING_BYTES_PER_S = SAMPLE_RATE_HZ * BYTES_PER_SAMPLE * RECORDING_FORMAT.channels;

export interface FinishedRecording {
  path: string;
  durationS: number;
  bytes: number;
}

/** When the disk is so far behind, the recording is given up rather than the memory. */
const MAX_BUFFERS = 60;
/** For frames that lie at an odd address. */
const scratch = new Int16Array(FRAME_SAMPLES);
const scratchBytes = Buffer.from(scratch.buffer);

function samplesOf(frame: Buffer): Int16Array {
  if (frame.byteOffset % 2 === 0) return new Int16Array(frame.buffer, frame.byteOffset, FRAME_SAMPLES);
  scratchBytes.set(frame);
  return scratch;
}

/**
 * Writes a call to a stereo WAV file as it happens: left the callee, right the agent as it was played. One write a
 * second, from buffers that are used again; nothing waits for the disk. A crash loses the last second and the header's
 * sizes, which `repairRecording` restores.
 */
export class Recorder {
  readonly path: string;
  private readonly onError: (error: unknown) => void;
  private handle: FileHandle | null = null;
  private free: Buffer[] = [];
  private buffers = 0;
  private current: Buffer;
  private samples: Int16Array;
  private filled = 0;
  private dataBytes = 0;
  private hasFailed = false;
  private pending: Promise<void>;

  constructor(path: string, onError: (error: unknown) => void) {
    this.path = path;
    this.onError = onError;
    this.current = this.takeBuffer();
    this.samples = new Int16Array(this.current.buffer, this.current.byteOffset, this.current.length / 2);
    this.pending = this.create().catch((error: unknown) => this.fail(error));
  }

  /** One frame of the call: what the callee said in it, and what the callee heard (null: silence). */
  write(callee: Buffer, agent: Buffer | null): void {
    if (this.hasFailed || callee.length !== FRAME_SAMPLES * 2) return;
    const { samples } = this;
    const at = this.filled;
    const left = samplesOf(callee);
    for (let i = 0; i < FRAME_SAMPLES; i++) samples[at + 2 * i] = left[i] as number;
    if (agent === null) {
      for (let i = 0; i < FRAME_SAMPLES; i++) samples[at + 2 * i + 1] = 0;
    } else {
      const right = samplesOf(agent);
      for (let i = 0; i < FRAME_SAMPLES; i++) samples[at + 2 * i + 1] = right[i] as number;
    }
    this.filled += 2 * FRAME_SAMPLES;
    if (this.filled === samples.length) this.writeOut();
  }

  /** Writes the rest and the header's sizes. null: the recording failed (and `onError` was told). */
  async finish(): Promise<FinishedRecording | null> {
    if (this.filled > 0) this.writeOut();
    await this.pending;
    const { handle } = this;
    if (handle === null) return null;
    try {
      if (!this.hasFailed)
        await handle.write(wavHeader(RECORDING_FORMAT, this.dataBytes), 0, WAV_HEADER_BYTES, 0);
    } catch (error) {
      this.fail(error);
    } finally {
      await handle.close().catch(() => undefined);
    }
    if (this.hasFailed) return null;
    return {
      path: this.path,
      durationS: this.dataBytes / RECORDING_BYTES_PER_S,
      bytes: this.dataBytes + WAV_HEADER_BYTES,
    };
  }

  private async create(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    this.handle = await open(this.path, "w");
    await this.handle.write(wavHeader(RECORDING_FORMAT), 0, WAV_HEADER_BYTES, 0);
  }

  private writeOut(): void {
    const full = this.current;
    const bytes = this.filled * BYTES_PER_SAMPLE;
    this.filled = 0;
    this.current = this.takeBuffer();
    this.samples = new Int16Array(this.current.buffer, this.current.byteOffset, this.current.length / 2);
    this.pending = this.pending.then(() => this.writeBuffer(full, bytes));
  }

  private async writeBuffer(buffer: Buffer, bytes: number): Promise<void> {
    if (!this.hasFailed && this.handle !== null) {
      try {
        await this.handle.write(buffer, 0, bytes, WAV_HEADER_BYTES + this.dataBytes);
        this.dataBytes += bytes;
      } catch (error) {
        this.fail(error);
      }
    }
    this.free.push(buffer);
  }

  private takeBuffer(): Buffer {
    const free = this.free.pop();
    if (free !== undefined) return free;
    this.buffers += 1;
    if (this.buffers > MAX_BUFFERS) this.fail(new Error("the disk is a minute behind the call"));
    return Buffer.from(new ArrayBuffer(RECORDING_BYTES_PER_S));
  }

  private fail(error: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.onError(error);
  }
}
