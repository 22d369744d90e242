import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import { FrameCutter } from "#lib/audio/frame-cutter";
import { asBytes } from "#lib/audio/format";
import type { NoiseSpeech } from "../callees/noise-speech.ts";

/** The app's end of one audio socket: what it was sent, and what it sends. For tests. */
export class AppSocket {
  readonly authorization: string;
  readonly path: string;
  readonly messages: Record<string, unknown>[] = [];
  readonly frames: Buffer[] = [];
  closeCode: number | null = null;
  private readonly ws: WebSocket;
  private readonly speech: NoiseSpeech;

  constructor(ws: WebSocket, req: IncomingMessage, speech: NoiseSpeech) {
    this.ws = ws;
    this.speech = speech;
    this.authorization = req.headers.authorization ?? "";
    this.path = req.url ?? "";
    ws.on("message", (data: Buffer, isBinary) => {
      if (isBinary) this.frames.push(data);
      else this.messages.push(JSON.parse(data.toString("utf8")) as Record<string, unknown>);
    });
    ws.on("close", (code) => (this.closeCode = code));
    ws.on("error", () => ws.terminate());
  }

  /** The first message; undefined until it came. */
  get connected(): Record<string, unknown> | undefined {
    return this.messages[0];
  }

  messagesOf(event: string): Record<string, unknown>[] {
    return this.messages.filter((message) => message["event"] === event);
  }

  /** Sends the whole of it at once; how many frames that were. */
  async say(text: string): Promise<number> {
    const { pcm } = await this.speech.speak(text, "kal");
    const cutter = new FrameCutter();
    const frames = cutter.push(asBytes(pcm));
    const last = cutter.flush();
    if (last) frames.push(last);
    for (const frame of frames) this.sendFrame(frame);
    return frames.length;
  }

  sendFrame(frame: Buffer): void {
    this.ws.send(frame);
  }

  command(command: Record<string, unknown>): void {
    this.ws.send(JSON.stringify(command));
  }

  close(): void {
    this.ws.close(1000);
  }

  terminate(): void {
    this.ws.terminate();
  }
}
