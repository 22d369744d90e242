import type { Turn } from "#lib/domain/api/turn";

const callId = "00000000-0000-4000-8000-000000000000";

type Said = Pick<Turn, "role" | "text" | "started_ms" | "ended_ms"> & Partial<Turn>;

const turn = (index: number, said: Said): Turn => ({
  id: `${callId.slice(0, -2)}${String(index).padStart(2, "0")}`,
  call_id: callId,
  index,
  generated_text: null,
  interrupted: false,
  latency: null,
  tool: null,
  ...said,
});

/** A short call with an interruption; an illustration, and labelled as one. */
export const EXAMPLE_DURATION_MS = 21_500;
export const EXAMPLE_TURNS: Turn[] = [
  turn(0, {
    role: "agent",
    text: "Hi, this is Alex from Harbour Dental. I am calling about your appointment on",
    generated_text:
      "Hi, this is Alex from Harbour Dental. I am calling about your appointment on Friday at ten. Does that still suit you?",
    interrupted: true,
    started_ms: 600,
    ended_ms: 5_400,
  }),
  turn(1, {
    role: "callee",
    text: "Yes, sorry, I know. Friday, right?",
    started_ms: 5_100,
    ended_ms: 7_600,
  }),
  turn(2, {
    role: "agent",
    text: "Friday at ten, exactly. Shall I keep it for you?",
    started_ms: 8_200,
    ended_ms: 11_600,
  }),
  turn(3, { role: "callee", text: "Please do. Ten is fine.", started_ms: 12_300, ended_ms: 14_200 }),
  turn(4, {
    role: "agent",
    text: "Lovely, it is confirmed. See you on Friday. Goodbye!",
    started_ms: 14_800,
    ended_ms: 18_300,
  }),
  turn(5, { role: "callee", text: "Thanks, bye.", started_ms: 18_900, ended_ms: 20_100 }),
];
