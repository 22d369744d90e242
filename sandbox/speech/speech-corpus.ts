import { FingerprintTable } from "./fingerprint-table.ts";
import { landmarksOf } from "./likeness/landmarks.ts";
import { narrow } from "./likeness/narrow-band.ts";
import { hashWindow, WINDOW_SAMPLES } from "./rolling-hash.ts";
import { SAMPLES_PER_MS, SPEECH_RATE_HZ, type Spoken } from "./spoken.ts";

/** A fingerprint is taken each so many samples, so whoever hears this many and a window knows where it is. */
const FINGERPRINT_EVERY_SAMPLES = 64;
/** A window quieter than this is much the same in every utterance and tells nothing. */
const QUIET_PEAK = 100;
const DEFAULT_LIMIT_S = 60 * 60;
const NOWHERE: readonly Place[] = [];

interface UtteranceWord {
  word: string;
  /** First sample, and the one after the last. */
  from: number;
  to: number;
}

export interface Utterance {
  id: number;
  pcm: Int16Array;
  words: UtteranceWord[];
  /** At 8 kHz, once it was wanted. */
  narrow: Float32Array | null;
  /** Hash and hop in turn. */
  landmarks: Int32Array;
}

export interface Place {
  utterance: Utterance;
  /** The sample that follows the window, or the landmark's hop. */
  position: number;
}

/** Remembers what was spoken, and finds where in it a run of samples comes from. The oldest is forgotten. */
export class SpeechCorpus {
  private readonly limitSamples: number;
  private readonly fingerprints = new FingerprintTable();
  private readonly landmarks = new FingerprintTable();
  private readonly utterances = new Map<number, Utterance>();
  private readonly idOf = new WeakMap<Int16Array, number>();
  private readonly slots: number[] = [];
  private heldSamples = 0;
  private nextId = 1;

  constructor(limitS = DEFAULT_LIMIT_S) {
    this.limitSamples = limitS * SPEECH_RATE_HZ;
  }

  /** The same samples (by identity) again are only moved to the newest end. */
  remember(spoken: Spoken): void {
    const knownId = this.idOf.get(spoken.pcm);
    const known = knownId === undefined ? undefined : this.utterances.get(knownId);
    if (known) {
      this.utterances.delete(known.id);
      this.utterances.set(known.id, known);
      this.place(known);
      return;
    }
    const utterance: Utterance = {
      id: this.nextId++,
      pcm: spoken.pcm,
      narrow: null,
      landmarks: spoken.landmarks ?? landmarksOf(spoken.pcm),
      words: spoken.words.map(({ word, startMs, endMs }) => ({
        word,
        from: Math.round(startMs * SAMPLES_PER_MS),
        to: Math.min(spoken.pcm.length, Math.round(endMs * SAMPLES_PER_MS)),
      })),
    };
    this.idOf.set(spoken.pcm, utterance.id);
    this.utterances.set(utterance.id, utterance);
    this.heldSamples += spoken.pcm.length;
    this.fingerprint(utterance);
    this.place(utterance);
    this.forgetOldest();
  }

  /** Places that may follow a window with this hash; the caller compares samples. */
  find(hash: number): readonly Place[] {
    return this.placesOf(hash, this.fingerprints);
  }

  /** Where a landmark with this hash is; positions are hops from the utterance's first sample. */
  findLandmark(hash: number): readonly Place[] {
    return this.placesOf(hash, this.landmarks);
  }

  /** The utterance at 8 kHz. */
  narrow(utterance: Utterance): Float32Array {
    utterance.narrow ??= narrow(utterance.pcm);
    return utterance.narrow;
  }

  private placesOf(hash: number, table: FingerprintTable): readonly Place[] {
    const slots = table.find(hash, this.slots);
    if (slots.length === 0) return NOWHERE;
    const places: Place[] = [];
    for (const slot of slots) {
      const utterance = this.utterances.get(table.ownerAt(slot));
      if (utterance) places.push({ utterance, position: table.positionAt(slot) });
    }
    return places;
  }

  /** Said again, its landmarks are the newest again. */
  private place({ id, landmarks }: Utterance): void {
    for (let i = 0; i < landmarks.length; i += 2)
      this.landmarks.renew(landmarks[i] as number, id, landmarks[i + 1] as number);
  }

  private fingerprint({ id, pcm }: Utterance): void {
    for (let at = 0; at + WINDOW_SAMPLES <= pcm.length; at += FINGERPRINT_EVERY_SAMPLES)
      if (!isQuiet(pcm, at)) this.fingerprints.add(hashWindow(pcm, at), id, at + WINDOW_SAMPLES);
  }

  private forgetOldest(): void {
    for (const utterance of this.utterances.values()) {
      if (this.heldSamples <= this.limitSamples || this.utterances.size === 1) return;
      this.utterances.delete(utterance.id);
      this.heldSamples -= utterance.pcm.length;
    }
  }
}

function isQuiet(pcm: Int16Array, at: number): boolean {
  for (let i = at; i < at + WINDOW_SAMPLES; i += 1) if (Math.abs(pcm[i] ?? 0) > QUIET_PEAK) return false;
  return true;
}
