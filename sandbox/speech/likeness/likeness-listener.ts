import { HOP_SAMPLES, LandmarkFinder, SPECTRUM_SAMPLES } from "./landmarks.ts";
import { bestLag, compare, type Likeness } from "./likeness.ts";
import { type LikelyWord, LikenessTrack } from "./likeness-track.ts";
import { NARROW_PER_MS } from "./narrow-band.ts";
import { NarrowTape } from "./narrow-tape.ts";
import { OffsetVotes } from "./offset-votes.ts";
import type { SpeechCorpus, Utterance } from "../speech-corpus.ts";

/** What is compared before an utterance is believed in. */
const PROOF_SAMPLES = 200 * NARROW_PER_MS;
const LEAST_OF_EXPECTED = 0.6;
const LEAST_OF_HEARD = 0.25;
/** As exactly as landmarks say where an utterance lies. */
const REACH_SAMPLES = 20 * NARROW_PER_MS;
/** Nearer than this is the same place. */
const SAME_OFFSET_SAMPLES = 1 * NARROW_PER_MS;
const MAX_TRACKS = 8;

/**
 * Understands a stream by its likeness to what was spoken, as a person does: at any volume, through noise, a
 * telephone's band, and other voices that are not louder. Landmarks in the spectrum tell which utterance it may
 * be; the coherence of each word's own sound decides.
 */
export class LikenessListener {
  private readonly corpus: SpeechCorpus;
  private readonly tape = new NarrowTape();
  private readonly votes = new OffsetVotes();
  private readonly heard: LikelyWord[] = [];
  private finder = this.newFinder();
  private tracks: LikenessTrack[] = [];
  private hops = 0;
  /** Where in the stream hop 0 began. */
  private base = 0;

  constructor(corpus: SpeechCorpus) {
    this.corpus = corpus;
  }

  /** Begins anew at this sample of the stream (at 16 kHz). */
  restart(at: number): void {
    this.base = Math.ceil(at / 2);
    this.tape.restart(this.base);
    this.finder = this.newFinder();
    this.votes.clear();
    this.tracks = [];
    this.hops = 0;
  }

  /** Hears what the ring has up to the stream's sample `count` (16 kHz); the words that came, by their beginnings. */
  advance(ring: Int16Array, count: number): readonly LikelyWord[] {
    this.heard.length = 0;
    this.tape.extend(ring, count);
    for (; this.hopFrom(this.hops) + SPECTRUM_SAMPLES <= this.tape.end; this.hops += 1)
      this.finder.push(this.tape.samples, this.hopFrom(this.hops) - this.tape.start);
    for (const track of this.tracks) track.advance(this.tape, this.heard);
    this.tracks = this.tracks.filter((track) => !track.isOver);
    return this.heard.sort((a, b) => a.startMs - b.startMs || b.likeness - a.likeness);
  }

  private hopFrom(hop: number): number {
    return this.base + hop * HOP_SAMPLES;
  }

  private newFinder(): LandmarkFinder {
    return new LandmarkFinder(0, (hash, hop) => this.lookUp(hash, hop));
  }

  private lookUp(hash: number, hop: number): void {
    for (const { utterance, position } of this.corpus.findLandmark(hash)) {
      const lead = hop - position;
      if (this.votes.add(utterance.id, lead, hop)) this.tryAt(utterance, this.hopFrom(lead));
    }
  }

  /** Lays the utterance's first sample near that of the stream, and follows it from there if the sound agrees. */
  private tryAt(utterance: Utterance, near: number): void {
    const rival = this.tracks.find(
      (t) => t.utterance === utterance && Math.abs(t.offset - near) <= REACH_SAMPLES,
    );
    if (rival?.isTrusted) return;
    const { tape } = this;
    const from = Math.max(tape.start, tape.end - PROOF_SAMPLES);
    const length = tape.end - from;
    const expected = this.corpus.narrow(utterance);
    const likenessAt = (offset: number): Likeness =>
      compare(tape.samples, from - tape.start, expected, from - offset, length);
    const offset =
      near + bestLag(tape.samples, from - tape.start, expected, from - near, length, REACH_SAMPLES);
    if (rival && Math.abs(rival.offset - offset) <= SAME_OFFSET_SAMPLES) return;
    const { ofHeard, ofExpected, gain } = likenessAt(offset);
    if (ofExpected < LEAST_OF_EXPECTED || ofHeard < LEAST_OF_HEARD) return;
    if (rival && likenessAt(rival.offset).ofExpected >= ofExpected) return;
    if (rival) this.tracks.splice(this.tracks.indexOf(rival), 1);
    else if (this.tracks.length === MAX_TRACKS) this.dropOne();
    this.tracks.push(new LikenessTrack(utterance, expected, offset, gain));
  }

  /** The oldest that is not trusted, or the oldest. */
  private dropOne(): void {
    const doubtful = this.tracks.findIndex((track) => !track.isTrusted);
    this.tracks.splice(Math.max(0, doubtful), 1);
  }
}
