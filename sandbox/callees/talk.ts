import { FrameCutter } from "#lib/audio/frame-cutter";
import { asBytes, asSamples, FRAME_BYTES, FRAME_MS } from "#lib/audio/format";
import { Callee } from "./callee.ts";
import { CLEAR_LINE } from "./line-sound.ts";
import { NoiseSpeech } from "./noise-speech.ts";
import { personAt } from "./person.ts";

const speech = new NoiseSpeech();
const REPLY_AFTER_MS = 300;
const SILENCE = Buffer.alloc(FRAME_BYTES);

export interface Talk {
  said: string[];
  heard: string[];
  hungUpAtMs: number | null;
  /** Frames of the callee's voice that fell into the agent's. */
  overlapFrames: number;
  beepAtMs: number | null;
  /** When each of `said` began. */
  saidAtMs: number[];
  /** All that came from the callee's phone, silence included. */
  calleeSound: Int16Array;
  /** What an ear on the app's side understands of what comes over a line that is not clear. */
  arrived: string;
}

export interface Agent {
  lines: string[];
  /** Speaks without waiting for the callee's hello. */
  speaksFirst?: boolean;
  /** Stops at once when the callee breaks in. */
  yields?: boolean;
  /** A voice that no recogniser knows. */
  isForeign?: boolean;
  /** Says its next line after so much silence even if the callee has said nothing. */
  patienceMs?: number;
}

/** A conversation of a number with an agent who says its lines in turn, in the call's own time. For tests. */
export async function talk(number: string, agent: Agent, forMs: number): Promise<Talk> {
  let nowMs = 0;
  const result: Omit<Talk, "said" | "heard" | "arrived" | "calleeSound"> = {
    hungUpAtMs: null,
    overlapFrames: 0,
    beepAtMs: null,
    saidAtMs: [],
  };
  const sound: Buffer[] = [];
  const person = personAt(number, null);
  const line = person.sound();
  const ear = line === CLEAR_LINE ? null : speech.listen();
  const callee = new Callee(person, speech, {
    hangUp: () => {
      result.hungUpAtMs = nowMs;
      callee.hungUp();
    },
    beeped: () => (result.beepAtMs = nowMs),
  });
  const frames: Buffer[] = [];
  const lines = [...agent.lines];
  const mayReplyAfterMs = (): number => (mayReply ? REPLY_AFTER_MS : (agent.patienceMs ?? Infinity));
  let quietMs = 0;
  let mayReply = agent.speaksFirst ?? false;
  callee.answer();
  for (; nowMs < forMs && result.hungUpAtMs === null; nowMs += FRAME_MS) {
    await new Promise((resolve) => setImmediate(resolve));
    const said = callee.speakFrame();
    while (result.saidAtMs.length < callee.said.length) result.saidAtMs.push(nowMs);
    sound.push(said ?? SILENCE);
    if (said && frames.length > 0) {
      result.overlapFrames += 1;
      if (agent.yields) {
        frames.length = 0;
        callee.agentCleared();
      }
    }
    // A murmur while the agent speaks is no turn.
    if (said && frames.length === 0) mayReply = true;
    quietMs = said || frames.length > 0 ? 0 : quietMs + FRAME_MS;
    if (quietMs >= mayReplyAfterMs() && frames.length === 0 && lines.length > 0) {
      mayReply = false;
      frames.push(...(await framesOf(lines.shift() ?? "", agent.isForeign ?? false)));
    }
    ear?.feed(line.carry(said) ?? SILENCE);
    const played = frames.shift() ?? null;
    line.played(played);
    callee.hearFrame(played);
  }
  callee.hungUp();
  const arrived = (ear?.words() ?? []).map(({ word }) => word).join(" ");
  const calleeSound = asSamples(Buffer.concat(sound));
  return { ...result, said: callee.said, heard: callee.heard, arrived, calleeSound };
}

async function framesOf(text: string, isForeign: boolean): Promise<Buffer[]> {
  const { pcm } = await (isForeign ? new NoiseSpeech() : speech).speak(text, "kal");
  const heard = isForeign ? pcm.toReversed() : pcm;
  const cutter = new FrameCutter();
  const frames = cutter.push(asBytes(heard));
  const last = cutter.flush();
  return last ? [...frames, last] : frames;
}
