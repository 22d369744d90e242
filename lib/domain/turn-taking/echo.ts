import { plainWords } from "../conversation/plain-words.ts";
import { hasStopPhrase } from "./callee-words.ts";
import type { Draft } from "./draft.ts";
import { textOf } from "../conversation/spoken-form/spoken-form.ts";
import { heardText, type TimedWord } from "./heard-text.ts";
import { onCallClock } from "./play-clock.ts";
import type { AgentUtterance } from "./state.ts";

export interface Heard {
  transcript: string;
  words: readonly TimedWord[];
  /** Few words, and just what we were saying: they are no interruption. */
  mayBeEcho?: true;
}

/** From our sound at the callee's ear to the recogniser's word for it; the recogniser may also be early. */
const LONGEST_DELAY_MS = 800;
/** One or two like words may be chance, and a quick answer that repeats our last word comes half a second later. */
const SHORT_DELAY_MS = 500;
const EARLY_MS = 250;
const MANY_WORDS = 3;
/** A word at the usual speed, and how far that may be off. */
const WORD_MS = 330;
const UNTOLD_MS = 800;
const MOST_OF_IT = 0.6;

/** What the callee said of what was heard now. */
export function heardOfCallee(d: Draft, heard: Heard): Heard {
  const { agent, lately, callee, hasEcho } = d.s;
  const beganMs = Math.min(callee?.startedMs ?? d.now, heard.words[0]?.startMs ?? d.now);
  const startedMs = agent?.startedMs ?? null;
  const saying =
    agent === null || startedMs === null
      ? []
      : onCallClock([...agent.words, ...untold(agent)], { ...agent, startedMs });
  const ours = [...lately, ...saying].filter(
    (word) =>
      word.endMs + (word.offMs ?? 0) >= beganMs - LONGEST_DELAY_MS &&
      word.startMs - (word.offMs ?? 0) <= d.now + EARLY_MS,
  );
  const left = withoutEcho(heard, ours, hasEcho);
  if (left.isSure) d.s.hasEcho = true;
  return left;
}

/** What is on its way to the callee, and the voice has not told yet when: some tell it behind a whole sentence. */
function untold({ pieces, words, sentMs }: AgentUtterance): TimedWord[] {
  const text = textOf(pieces).trim();
  const left = text.slice(heardText(text, words, Infinity).length);
  const fromMs = words.at(-1)?.endMs ?? 0;
  return (left.match(/\S+/g) ?? [])
    .map((word, i) => ({
      word,
      startMs: fromMs + i * WORD_MS,
      endMs: fromMs + (i + 1) * WORD_MS,
      offMs: UNTOLD_MS,
    }))
    .filter(({ startMs }) => startMs <= sentMs);
}

/**
 * A speakerphone sends our own voice back: what was heard, without the words that we were saying at that time. Several
 * words in a row that we did not say, a stop phrase among them, or whatever came after our voice, are the callee's. Few
 * words are taken away only on a line that is known to have an echo: two people may say "hello" at once.
 */
export function withoutEcho(
  heard: Heard,
  ours: readonly TimedWord[],
  hasEcho: boolean,
): Heard & { isSure?: true } {
  const { transcript, words } = heard;
  const tokens = transcript.split(/\s+/).filter(Boolean);
  const isTimed = words.length === tokens.length;
  if (tokens.length === 0 || ours.length === 0) return { transcript, words };
  const said = tokens.map((token, i) => ({
    plain: plainWords(token),
    startMs: isTimed ? (words[i]?.startMs ?? null) : null,
  }));
  const mine = ours.map((word) => ({
    plain: plainWords(word.word),
    startMs: word.startMs,
    offMs: word.offMs ?? 0,
  }));
  let places = matches(said, mine, LONGEST_DELAY_MS);
  const isSure = count(places) >= MANY_WORDS;
  if (!isSure) {
    places = isTimed ? matches(said, mine, SHORT_DELAY_MS) : [];
    if (count(places) / tokens.length <= MOST_OF_IT) return { transcript, words };
    if (!hasEcho) return { transcript, words, mayBeEcho: true };
  }
  const quietFromMs = Math.max(...ours.map((word) => word.endMs)) + SHORT_DELAY_MS;
  const isTheirs = theirRuns(tokens, places, (i) => (said[i]?.startMs ?? 0) > quietFromMs);
  return {
    transcript: tokens.filter((_, i) => isTheirs[i]).join(" "),
    words: isTimed ? words.filter((_, i) => isTheirs[i]) : words,
    ...(isSure && { isSure }),
  };
}

interface Said {
  plain: string;
  /** null: the recogniser gave no times. */
  startMs: number | null;
}

interface Ours {
  plain: string;
  startMs: number;
  /** So far may the time be off. */
  offMs: number;
}

const NONE = -1;
const count = (places: readonly number[]): number => places.filter((place) => place !== NONE).length;

/** Where each of `said` stands in `mine`, in the same order and at its time: the longest common sequence. */
function matches(said: readonly Said[], mine: readonly Ours[], delayMs: number): number[] {
  const width = mine.length + 1;
  const best = new Uint16Array((said.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = said.length - 1; i >= 0; i--)
    for (let j = mine.length - 1; j >= 0; j--)
      best[i * width + j] = isEcho(said[i], mine[j], delayMs)
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
  const places = said.map(() => NONE);
  for (let i = 0, j = 0; i < said.length && j < mine.length;) {
    if (isEcho(said[i], mine[j], delayMs)) {
      places[i] = j;
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return places;
}

function isEcho(said: Said | undefined, mine: Ours | undefined, delayMs: number): boolean {
  if (said === undefined || mine === undefined || !areAlike(said.plain, mine.plain)) return false;
  if (said.startMs === null) return true;
  const laterMs = said.startMs - mine.startMs;
  return laterMs >= -EARLY_MS - mine.offMs && laterMs <= delayMs + mine.offMs;
}

/** A voice that went through a room is not always understood to the letter. */
function areAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4 || Math.abs(a.length - b.length) > 2) return false;
  return distance(a, b) <= (shorter >= 7 ? 2 : 1);
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const kept = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What was misheard stands in the place of about as many words of ours; a run of words more is somebody else. */
function theirRuns(
  tokens: readonly string[],
  places: readonly number[],
  isAfterUs: (i: number) => boolean,
): boolean[] {
  const isTheirs = tokens.map(() => false);
  for (let from = 0; from < tokens.length;) {
    let to = from;
    while (to < tokens.length && places[to] === NONE) to++;
    const run = tokens.slice(from, to);
    const isWithin = from > 0 && to < tokens.length;
    const missing = isWithin ? (places[to] ?? 0) - (places[from - 1] ?? 0) - 1 : 0;
    if (run.length > missing + 1 || hasStopPhrase(run.join(" ")) || isAfterUs(from))
      isTheirs.fill(true, from, to);
    from = to + 1;
  }
  return isTheirs;
}
