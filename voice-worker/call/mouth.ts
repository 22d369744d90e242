import type { Tts, TtsEvent, TtsOptions, Utterance } from "#lib/providers/tts/port";
import type { TurnTakingEvent } from "#lib/domain/turn-taking/event";
import type { AgentLine } from "../media/agent-line.ts";
import type { SpokenClip, SpokenClips } from "./spoken-clips.ts";

interface Speaking {
  generation: number;
  /** null: a clip is being played. */
  utterance: Utterance | null;
  hasSound: boolean;
  /** What the voice has given so far of an utterance that must not be heard yet; null: it may. */
  held: TtsEvent[] | null;
}

export interface MouthEvents {
  dispatch(event: TurnTakingEvent): void;
  /** The voice was asked for the first time; its first sound came; the first frame of it is on the socket. */
  asked(generation: number): void;
  firstSound(generation: number): void;
  firstFrame(generation: number): void;
}

/** Speaks one utterance at a time onto the line, from a prepared clip or live. */
export class Mouth {
  private readonly tts: Tts;
  private readonly options: TtsOptions;
  private readonly clips: SpokenClips;
  private readonly line: AgentLine;
  private readonly on: MouthEvents;
  private speaking: Speaking | null = null;

  constructor(tts: Tts, options: TtsOptions, clips: SpokenClips, line: AgentLine, on: MouthEvents) {
    this.tts = tts;
    this.options = options;
    this.clips = clips;
    this.line = line;
    this.on = on;
  }

  /** `isWhole`: the text is all of the utterance, which may have been prepared. `isHeld`: nothing on the line before `release`. */
  speak(generation: number, text: string, how: { isWhole: boolean; isHeld: boolean }): void {
    if (this.speaking?.generation === generation) {
      this.speaking.utterance?.push(text);
      return;
    }
    this.cancel();
    if (!how.isHeld) this.line.begin(generation);
    const clip = how.isWhole && !how.isHeld ? this.clips.find(this.options, text) : null;
    if (clip !== null) this.play(generation, clip);
    else this.speakLive(generation, text, how.isHeld);
  }

  /** What was held goes on the line at once, and the rest as it comes. */
  release(generation: number): void {
    const { speaking } = this;
    if (speaking?.generation !== generation || speaking.held === null) return;
    const { held } = speaking;
    speaking.held = null;
    this.line.begin(generation);
    for (const event of held) this.take(speaking, event);
  }

  end(generation: number): void {
    const { speaking } = this;
    if (speaking?.generation !== generation) return;
    if (speaking.utterance !== null) speaking.utterance.end();
    else this.complete(speaking);
  }

  /** Nothing more comes of it; what is on the line stays there. */
  cancel(): void {
    this.speaking?.utterance?.cancel();
    this.speaking = null;
  }

  private play(generation: number, clip: SpokenClip): void {
    const speaking: Speaking = { generation, utterance: null, hasSound: false, held: null };
    this.speaking = speaking;
    this.sound(speaking, clip.pcm);
    this.on.dispatch({ type: "speech.words", generation, words: clip.words });
  }

  private speakLive(generation: number, text: string, isHeld: boolean): void {
    const speaking: Speaking = { generation, utterance: null, hasSound: false, held: isHeld ? [] : null };
    this.speaking = speaking;
    this.on.asked(generation);
    speaking.utterance = this.tts.speak(this.options, (event) => this.take(speaking, event));
    speaking.utterance.push(text);
  }

  private take(speaking: Speaking, event: TtsEvent): void {
    if (this.speaking !== speaking) return;
    const { generation } = speaking;
    if (event.type === "audio") this.on.firstSound(generation);
    if (event.type === "failed") {
      this.speaking = null;
      this.on.dispatch({ type: "speech.failed", generation });
    } else if (speaking.held !== null) speaking.held.push(event);
    else if (event.type === "audio") this.sound(speaking, event.pcm);
    else if (event.type === "words")
      this.on.dispatch({ type: "speech.words", generation, words: event.words });
    else this.complete(speaking);
  }

  private sound(speaking: Speaking, pcm: Buffer): void {
    const { generation } = speaking;
    const isFirst = !speaking.hasSound;
    this.line.write(pcm);
    if (isFirst && this.line.writtenMs === 0) return;
    speaking.hasSound = true;
    if (isFirst) this.on.firstFrame(generation);
    this.on.dispatch({ type: "speech.audio", generation, sentMs: this.line.writtenMs });
  }

  private complete(speaking: Speaking): void {
    const { generation } = speaking;
    this.speaking = null;
    this.line.end();
    this.on.dispatch({ type: "speech.end", generation, totalMs: this.line.writtenMs });
  }
}
