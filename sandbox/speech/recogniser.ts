import { type HeardWord, HeardWords } from "./heard-words.ts";
import { LikenessListener } from "./likeness/likeness-listener.ts";
import type { LikenessTrack } from "./likeness/likeness-track.ts";
import { leaving, roll, WINDOW_SAMPLES } from "./rolling-hash.ts";
import type { Place, SpeechCorpus, Utterance } from "./speech-corpus.ts";
import { SpeechEnergy } from "./speech-energy.ts";
import { SAMPLES_PER_MS } from "./spoken.ts";
import { UtteranceTrack } from "./utterance-track.ts";

export type { HeardWord } from "./heard-words.ts";

/** How far back the stream is remembered: the longest beginning that two utterances may share (4 s). */
const HISTORY_SAMPLES = 65_536;
const HISTORY_MASK = HISTORY_SAMPLES - 1;
/** After so long without the next sample of an utterance, it was cut off or pauses. */
const CUT_OFF_SAMPLES = 100 * SAMPLES_PER_MS;
/** Loud audio that is in no utterance, from which it is somebody whom we cannot understand. */
const UNKNOWN_SPEECH_MS = 400;
/** Loud audio that is no utterance sample by sample, from which it is listened to for what it is like … */
const LISTEN_AFTER_MS = 80;
/** … from a little before it, until so long after the last of it. */
const LISTEN_BEFORE_SAMPLES = 400 * SAMPLES_PER_MS;
const LISTEN_ON_MS = 1_000;
/** Listened to in pieces of 8 ms. */
const LISTEN_EVERY_MASK = 127;

/** How a place agrees with the stream until now. */
interface Past {
  utterance: Utterance;
  /** The first sample of the utterance that agrees, and where in the stream it was. */
  start: number;
  from: number;
  matched: number;
  /** It is later in the utterance that was followed until now. */
  continues: boolean;
}

/**
 * Understands a stream of 16-bit mono audio at 16 kHz by the samples of what was spoken in this sandbox,
 * wherever a frame begins. Zeros are silence, also inside an utterance. Loud audio whose samples are no
 * utterance's is understood by its likeness to one, as far as a person would. What comes damaged, doubled or
 * out of order is not understood.
 */
export class Recogniser {
  private readonly corpus: SpeechCorpus;
  private readonly energy = new SpeechEnergy();
  private readonly heard = new HeardWords();
  private readonly history = new Int16Array(HISTORY_SAMPLES);
  /** Samples heard so far. */
  private count = 0;
  private track: UtteranceTrack | null = null;
  private following = false;
  private lastMatchAt = -1;
  private hash = 0;
  private windowFill = 0;
  private zeros = 0;
  private oddByte = -1;
  private likeness: LikenessListener | null = null;
  private isListeningForLikeness = false;
  /** Whose word was heard last by likeness, and when. */
  private likely: { track: LikenessTrack; at: number } | null = null;

  constructor(corpus: SpeechCorpus) {
    this.corpus = corpus;
  }

  /** 16-bit little-endian samples, cut anywhere, also within a sample. */
  feed(pcm: Buffer): void {
    let at = 0;
    if (this.oddByte >= 0 && pcm.length > 0) {
      this.hear(((this.oddByte | ((pcm[0] ?? 0) << 8)) << 16) >> 16);
      this.oddByte = -1;
      at = 1;
    }
    for (; at + 1 < pcm.length; at += 2)
      this.hear((((pcm[at] ?? 0) | ((pcm[at + 1] ?? 0) << 8)) << 16) >> 16);
    if (at < pcm.length) this.oddByte = pcm[at] ?? 0;
  }

  /** How much audio was fed. */
  get positionMs(): number {
    return this.count / SAMPLES_PER_MS;
  }

  /** All words so far, in order; grows. */
  words(): readonly HeardWord[] {
    return this.heard.all;
  }

  /** End of the last loud audio, understood or not; 0 when there was none. */
  get lastSpeechEndMs(): number {
    return this.energy.lastSpeechEndMs;
  }

  get lastSpeechStartMs(): number {
    return this.energy.lastSpeechStartMs;
  }

  get isSpeaking(): boolean {
    return this.energy.isSpeaking;
  }

  /** Loud audio in a row that was not understood. */
  get unknownSpeechMs(): number {
    return this.energy.unknownSpeechMs;
  }

  /** Somebody is talking who is no voice of this sandbox, or whose audio arrives broken. */
  get hearsUnknownSpeech(): boolean {
    return this.energy.unknownSpeechMs >= UNKNOWN_SPEECH_MS;
  }

  /** The speaker has not come to the end of what they are saying: as a listener tells from the tone. */
  get expectsMore(): boolean {
    if (this.likely && this.likely.at > this.lastMatchAt) return this.likely.track.expectsMore;
    return this.track?.hasWordsLeft ?? false;
  }

  private hear(sample: number): void {
    const at = this.count;
    this.history[at & HISTORY_MASK] = sample;
    this.count += 1;
    this.zeros = sample === 0 ? this.zeros + 1 : 0;
    if (this.following && this.track) {
      const step = this.track.follow(sample, at, this.heard);
      if (step === "matched") this.lastMatchAt = at;
      if (step === "lost") this.following = false;
    }
    if (!this.following) this.search(sample);
    this.energy.push(sample, this.lastMatchAt === at);
    if (this.track && at - this.lastMatchAt === CUT_OFF_SAMPLES) this.track.settle(this.heard);
    if ((at & LISTEN_EVERY_MASK) === LISTEN_EVERY_MASK) this.listenForLikeness();
  }

  private listenForLikeness(): void {
    const { energy } = this;
    if (this.isListeningForLikeness && this.positionMs - energy.lastUnknownEndMs > LISTEN_ON_MS)
      this.isListeningForLikeness = false;
    if (!this.isListeningForLikeness) {
      if (energy.unknownSpeechMs < LISTEN_AFTER_MS) return;
      this.likeness ??= new LikenessListener(this.corpus);
      this.likeness.restart(Math.max(0, this.count - LISTEN_BEFORE_SAMPLES));
      this.isListeningForLikeness = true;
    }
    for (const word of this.likeness?.advance(this.history, this.count) ?? []) {
      const { track, startMs, endMs } = word;
      if (!this.heard.add({ word: word.word, startMs, endMs })) continue;
      this.likely = { track, at: this.count };
      energy.understood();
    }
  }

  private search(sample: number): void {
    if (this.zeros >= WINDOW_SAMPLES) this.restartSearch();
    if (this.windowFill === 0 && sample === 0) return;
    const removed =
      this.windowFill === WINDOW_SAMPLES ? leaving(this.sampleAt(this.count - 1 - WINDOW_SAMPLES)) : 0;
    this.hash = roll(this.hash, sample, removed);
    if (this.windowFill < WINDOW_SAMPLES) this.windowFill += 1;
    if (this.windowFill < WINDOW_SAMPLES) return;
    const places = this.corpus.find(this.hash);
    if (places.length > 0) this.align(places);
  }

  private restartSearch(): void {
    this.hash = 0;
    this.windowFill = 0;
  }

  /** Takes the place whose past agrees longest with what was heard, and hears that past again as its. */
  private align(places: readonly Place[]): void {
    let best: Past | null = null;
    for (const place of places) {
      const past = this.comparePast(place);
      if (past.matched >= WINDOW_SAMPLES && (!best || this.isCloser(past, best))) best = past;
    }
    if (!best) return;
    if (best.continues) this.track?.jump(best.start, this.countForeign(best.from), this.heard);
    else {
      this.track?.settle(this.heard);
      this.track = new UtteranceTrack(best.utterance, best.start);
    }
    for (let at = best.from; at < this.count; at += 1) this.track?.follow(this.sampleAt(at), at, this.heard);
    this.lastMatchAt = this.count - 1;
    this.following = true;
    this.restartSearch();
  }

  /** Walks back from a place; zeros in the stream that the utterance does not have are pauses. */
  private comparePast({ utterance, position }: Place): Past {
    const track = this.track;
    const continues = track?.utterance === utterance && position - WINDOW_SAMPLES >= track.position;
    const first = continues ? track.position : 0;
    const earliest = continues
      ? Math.max(this.lastMatchAt + 1, this.count - HISTORY_SAMPLES)
      : Math.max(0, this.count - HISTORY_SAMPLES, this.claimedUntil());
    const past: Past = { utterance, start: position, from: this.count, matched: 0, continues };
    for (let at = this.count - 1; at >= earliest && past.start > first; at -= 1) {
      const sample = this.sampleAt(at);
      if (sample === utterance.pcm[past.start - 1]) {
        past.start -= 1;
        past.matched += 1;
        past.from = at;
      } else if (sample !== 0) break;
    }
    return past;
  }

  /** The longer past; of equal ones that which goes on in the same utterance, and skips least of it. */
  private isCloser(past: Past, than: Past): boolean {
    if (past.matched !== than.matched) return past.matched > than.matched;
    if (past.continues !== than.continues) return past.continues;
    return past.continues && past.start < than.start;
  }

  /** Audio up to here has been heard as words already and is not heard again. */
  private claimedUntil(): number {
    return Math.floor(this.heard.claimedUntilMs * SAMPLES_PER_MS);
  }

  /** Samples since the track was lost that were neither it nor silence. */
  private countForeign(until: number): number {
    let foreign = 0;
    const from = Math.max(this.lastMatchAt + 1, this.count - HISTORY_SAMPLES);
    for (let at = from; at < until; at += 1) if (this.sampleAt(at) !== 0) foreign += 1;
    return foreign;
  }

  private sampleAt(at: number): number {
    return this.history[at & HISTORY_MASK] ?? 0;
  }
}
