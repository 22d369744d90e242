import { bytesToMs } from "#lib/audio/format";
import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import { heardText } from "#lib/domain/turn-taking/heard-text";
import { untoldWords } from "../tts/estimated-words.ts";
import type { SpokenWord, Tts, TtsEvent, TtsOptions, Utterance } from "../tts/port.ts";
import { Attempts, type Candidate, faultOf, firstOf, type OnFailover, preferring } from "./candidate.ts";

/** The first voice that speaks. Once the voice has had to change, it stays: to hear two in turn is odd. */
export function failoverTts(
  candidates: readonly Candidate<Tts>[],
  onFailover: OnFailover,
  meter: UsageMeter,
): Tts {
  const first = firstOf(candidates);
  let inOrder = candidates;
  return {
    name: first.provider.name,
    model: first.provider.model,
    warm: () => first.provider.warm(),
    speak: (options, onEvent) =>
      new FailoverUtterance(
        new Attempts("tts", inOrder, onFailover),
        // An agent's voice is one of the first provider's.
        (candidate) => (candidate === first ? options : { ...options, voiceId: null }),
        (candidate) => {
          inOrder = preferring(candidates, candidate);
        },
        onEvent,
        meter,
      ),
    voices: () => first.provider.voices(),
    check: () => first.provider.check(),
    close: () => {
      for (const { provider } of candidates) provider.close();
    },
  };
}

/** Who speaks now; without an utterance as long as it is being asked. */
interface Voicing {
  candidate: Candidate<Tts>;
  utterance: Utterance | null;
}

/** One utterance, by as many voices as it takes: the next says what the last has not, as far as its words and its sound tell. */
class FailoverUtterance implements Utterance {
  private readonly attempts: Attempts<Tts>;
  private readonly optionsFor: (candidate: Candidate<Tts>) => TtsOptions;
  private readonly spoke: (candidate: Candidate<Tts>) => void;
  private readonly onEvent: (event: TtsEvent) => void;
  private readonly meter: UsageMeter;
  private voice: Voicing | null = null;
  /** What the present voice was given, the words it told, and the audio of the voices before it and its own. */
  private texts = "";
  private words: SpokenWord[] = [];
  private bytesBefore = 0;
  private bytes = 0;
  private isEnded = false;
  private isOver = false;

  constructor(
    attempts: Attempts<Tts>,
    optionsFor: (candidate: Candidate<Tts>) => TtsOptions,
    spoke: (candidate: Candidate<Tts>) => void,
    onEvent: (event: TtsEvent) => void,
    meter: UsageMeter,
  ) {
    this.attempts = attempts;
    this.optionsFor = optionsFor;
    this.spoke = spoke;
    this.onEvent = onEvent;
    this.meter = meter;
    this.begin(null);
  }

  push(text: string): void {
    if (this.isOver || this.isEnded) return;
    this.texts += text;
    this.give(this.voice, text);
  }

  end(): void {
    if (this.isOver || this.isEnded) return;
    this.isEnded = true;
    this.voice?.utterance?.end();
  }

  cancel(): void {
    this.isOver = true;
    this.voice?.utterance?.cancel();
  }

  private begin(error: Error | null): void {
    const candidate = this.attempts.next(error);
    if (candidate === null) return this.fail(error ?? new Error("there is no voice"));
    const voice: Voicing = { candidate, utterance: null };
    this.voice = voice;
    this.bytesBefore += this.bytes;
    this.bytes = 0;
    this.words = [];
    voice.utterance = candidate.provider.speak(this.optionsFor(candidate), (event) => {
      if (this.voice === voice && !this.isOver) this.take(candidate, event);
    });
    if (this.texts !== "") this.give(voice, this.texts);
    if (this.isEnded) voice.utterance.end();
  }

  private give(voice: Voicing | null, text: string): void {
    if (voice === null || voice.utterance === null) return;
    const { name, model } = voice.candidate.provider;
    this.meter.spoke(name, model, text.length);
    voice.utterance.push(text);
  }

  private take(candidate: Candidate<Tts>, event: TtsEvent): void {
    switch (event.type) {
      case "audio":
        if (this.bytes === 0) this.spoke(candidate);
        this.bytes += event.pcm.length;
        return this.onEvent(event);
      case "words":
        this.words.push(...event.words);
        return this.onEvent({ type: "words", words: this.onOwnClock(event.words) });
      case "done":
        candidate.succeeded();
        this.isOver = true;
        return this.onEvent(event);
      case "failed":
        candidate.failed(faultOf(event.error));
        this.tellUntold();
        this.texts = unsaid(this.texts, this.words, bytesToMs(this.bytes));
        if (this.isEnded && this.texts.trim() === "") return this.finish();
        return this.begin(event.error);
    }
  }

  /** What has sounded before its words were told is not said again. */
  private tellUntold(): void {
    const text = unsaid(this.texts, this.words, Infinity);
    const words = untoldWords(text, this.words, bytesToMs(this.bytes));
    if (words.length === 0) return;
    this.words.push(...words);
    this.onEvent({ type: "words", words: this.onOwnClock(words) });
  }

  private onOwnClock(words: readonly SpokenWord[]): SpokenWord[] {
    const beforeMs = Math.round(bytesToMs(this.bytesBefore));
    return words.map((word) => ({
      ...word,
      startMs: word.startMs + beforeMs,
      endMs: word.endMs + beforeMs,
    }));
  }

  private finish(): void {
    this.isOver = true;
    this.onEvent({ type: "done" });
  }

  private fail(error: Error): void {
    this.isOver = true;
    this.voice = null;
    this.onEvent({ type: "failed", error });
  }
}

/** What is left of the text behind the last word whose sound is there, as far as the words tell. */
function unsaid(text: string, words: readonly SpokenWord[], soundMs: number): string {
  const said = heardText(text, words, soundMs);
  return text.trimStart().slice(said.length);
}
