import { FrameCutter } from "#lib/audio/frame-cutter";
import { asBytes, FRAME_MS } from "#lib/audio/format";
import { Callee } from "./callee.ts";
import { NoiseSpeech } from "./noise-speech.ts";
import { personAt } from "./person.ts";

const speech = new NoiseSpeech();
const REPLY_AFTER_MS = 300;

export interface Talk {
  said: string[];
  heard: string[];
  hungUpAtMs: number | null;
  /** Frames of the callee's voice that fell into the agent's. */
  overlapFrames: number;
  beepAtMs: number | null;
}

export interface Agent {
  lines: string[];
  /** Speaks without waiting for the callee's hello. */
  speaksFirst?: boolean;
  /** Stops at once when the callee breaks in. */
  yields?: boolean;
  /** A voice that no recogniser knows. */
  isForeign?: boolean;
}

/** A conversation of a number with an agent who says its lines in turn, in the call's own time. For tests. */
export async function talk(number: string, agent: Agent, forMs: number): Promise<Talk> {
  let nowMs = 0;
  const result: Talk = { said: [], heard: [], hungUpAtMs: null, overlapFrames: 0, beepAtMs: null };
  const callee = new Callee(personAt(number, null), speech, {
    hangUp: () => {
      result.hungUpAtMs = nowMs;
      callee.hungUp();
    },
    beeped: () => (result.beepAtMs = nowMs),
  });
  const frames: Buffer[] = [];
  const lines = [...agent.lines];
  let calleeQuietMs = 0;
  let mayReply = agent.speaksFirst ?? false;
  callee.answer();
  for (; nowMs < forMs && result.hungUpAtMs === null; nowMs += FRAME_MS) {
    await new Promise((resolve) => setImmediate(resolve));
    const said = callee.speakFrame();
    if (said && frames.length > 0) {
      result.overlapFrames += 1;
      if (agent.yields) {
        frames.length = 0;
        callee.agentCleared();
      }
    }
    calleeQuietMs = said ? 0 : calleeQuietMs + FRAME_MS;
    if (said) mayReply = true;
    if (mayReply && calleeQuietMs >= REPLY_AFTER_MS && frames.length === 0 && lines.length > 0) {
      mayReply = false;
      frames.push(...(await framesOf(lines.shift() ?? "", agent.isForeign ?? false)));
    }
    callee.hearFrame(frames.shift() ?? null);
  }
  callee.hungUp();
  return { ...result, said: callee.said, heard: callee.heard };
}

async function framesOf(text: string, isForeign: boolean): Promise<Buffer[]> {
  const { pcm } = await (isForeign ? new NoiseSpeech() : speech).speak(text, "kal");
  const heard = isForeign ? pcm.map((sample) => -sample) : pcm;
  const cutter = new FrameCutter();
  const frames = cutter.push(asBytes(heard));
  const last = cutter.flush();
  return last ? [...frames, last] : frames;
}
