import type { FliteVoice } from "../speech/spoken.ts";
import type { Behaviour } from "./behaviour.ts";
import { Friendly } from "./personas/friendly.ts";
import { Gone, Hasty, Silent } from "./personas/brief.ts";
import { CLEAR_LINE, type LineSound, NoisyNarrowLine, Speakerphone } from "./line-sound.ts";
import { Interrupting } from "./personas/interrupting.ts";
import { Hesitating, Murmuring } from "./personas/listening.ts";
import { Fax, Menu, Screened } from "./personas/machines.ts";
import { OneWish } from "./personas/one-wish.ts";
import { Spanish } from "./personas/spanish.ts";
import { Spelling } from "./personas/spelling.ts";
import { Unlucky } from "./personas/unlucky.ts";
import { Voicemail } from "./personas/voicemail.ts";
import { WantsHuman } from "./personas/wants-human.ts";
import { seededBy } from "./seed.ts";

/** What the network makes of a call to this number. `unreachable` = a phone that is switched off. */
type Line = "answers" | "busy" | "rings_on" | "unreachable" | "rejects" | "out_of_service";

export interface Person {
  /** Two digits; for a drawn person those of whom it was drawn as. */
  persona: string;
  line: Line;
  /** Until they pick up, reject or turn out to be busy. */
  ringMs: number;
  voice: FliteVoice;
  events: "ordinary" | "doubled_and_swapped" | "completed_lost";
  /** What the carrier answers to whoever wants to call them: 429 to the first of two requests, or nothing at all. */
  request: "ordinary" | "throttled_first" | "answer_lost";
  /** `breaks_once`: the app's audio socket is lost after three seconds. */
  audio: "ordinary" | "breaks_once";
  behave(): Behaviour;
  /** What becomes of their voice on the way: one a call. */
  sound(): LineSound;
  /** 0 ≤ x < 1; a sequence of its own for each number. */
  random: () => number;
}

const LINES: Record<string, Line> = {
  "01": "busy",
  "02": "rings_on",
  "04": "rejects",
  "05": "out_of_service",
};

/** Everybody who is not here behaves like 00: also 15, 16 and 23–34, whose line or carrier is what differs. */
const BEHAVIOURS: Record<string, () => Behaviour> = {
  "03": () => new Voicemail(),
  "06": () => new OneWish("I'm not interested, thank you.", "No, really, I'm not interested. Goodbye."),
  "07": () => new OneWish("Never call me again. Take me off your list.", "Just don't call me again."),
  "08": () =>
    new OneWish("This is a bad moment. Please call me tomorrow at ten.", "Tomorrow at ten, please. Goodbye."),
  "09": () => new WantsHuman(),
  "10": () => new Interrupting(),
  "11": () => new Silent(),
  "12": () => new Hasty(),
  "13": () => new Hesitating(),
  "14": () => new Murmuring(),
  "17": () =>
    new OneWish(
      "I'm sorry, you have the wrong number. There is nobody by that name here.",
      "It is the wrong number. Goodbye.",
    ),
  "18": () => new Screened(),
  "19": () => new Menu(),
  "20": () => new Spelling(),
  "21": () => new Spanish(),
  "22": () => new Fax(),
  "35": () => new Unlucky("hearing"),
  "36": () => new Unlucky("thinking"),
  "37": () => new Unlucky("speaking"),
  "38": () => new Gone(),
};

/** Whom 39–99 are drawn from, and how often in a hundred; people first, then what else a phone can do. */
const DRAWN: readonly (readonly [string, Line, number])[] = [
  ["00", "answers", 18],
  ["06", "answers", 8],
  ["07", "answers", 3],
  ["10", "answers", 6],
  ["12", "answers", 5],
  ["03", "answers", 20],
  ["01", "busy", 5],
  ["02", "rings_on", 20],
  ["02", "unreachable", 15],
];

/**
 * Who has a number (digits, no +). The last two digits of a fictional number choose; any other number is out of
 * service. `forced` makes everybody that persona.
 */
export function personAt(number: string, forced: string | null): Person {
  const random = seededBy(number);
  const voice = (["slt", "rms", "awb"] as const)[Math.floor(random() * 3)] ?? "slt";
  const ringMs = 1000 + 2000 * random();
  const digits = forced ?? /^1[2-9]\d{2}55501(\d\d)$/.exec(number)?.[1] ?? "05";
  const [persona, line] = Number(digits) >= 39 ? draw(random()) : [digits, LINES[digits] ?? "answers"];
  const behave = BEHAVIOURS[persona] ?? ((): Behaviour => new Friendly());
  const events = persona === "32" ? "doubled_and_swapped" : persona === "33" ? "completed_lost" : "ordinary";
  const request = persona === "30" ? "throttled_first" : persona === "31" ? "answer_lost" : "ordinary";
  const audio = persona === "34" ? "breaks_once" : "ordinary";
  const sound = (): LineSound => soundOf(persona, number);
  return { persona, line, ringMs, voice, events, request, audio, behave, sound, random };
}

function soundOf(persona: string, number: string): LineSound {
  if (persona === "23") return new Speakerphone();
  if (persona === "24") return new NoisyNarrowLine(seededBy(`line ${number}`));
  return CLEAR_LINE;
}

function draw(chance: number): readonly [string, Line] {
  let left = chance * 100;
  for (const [persona, line, share] of DRAWN) {
    if (left < share) return [persona, line];
    left -= share;
  }
  return ["02", "rings_on"];
}
