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

/** A call to sandbox number 10, as it was stored; tool turns left out. */
export const EXAMPLE_DURATION_MS = 32000;
export const EXAMPLE_TURNS: Turn[] = [
  turn(0, {
    role: "callee",
    text: "Hello?",
    started_ms: 799,
    ended_ms: 1275,
  }),
  turn(1, {
    role: "agent",
    text: "Hello, this is Alex from Bright Smile Dental. Am I speaking with India?",
    started_ms: 1602,
    ended_ms: 6321,
  }),
  turn(2, {
    role: "callee",
    text: "Yes, speaking.",
    started_ms: 6871,
    ended_ms: 8068,
  }),
  turn(3, {
    role: "agent",
    text: "Great, thanks for taking my",
    generated_text:
      "Great, thanks for taking my call. The reason I'm calling is that Bright Smile Dental would like to offer a dental check-up next week and get a clear yes to being booked in. Would that be all right with you?",
    interrupted: true,
    started_ms: 8713,
    ended_ms: 10561,
  }),
  turn(4, {
    role: "callee",
    text: "Wait, sorry, how much does it cost?",
    started_ms: 10272,
    ended_ms: 12599,
  }),
  turn(5, {
    role: "agent",
    text: "There is no charge at all for this. The reason I'm calling is that Bright Smile Dental would like to offer a dental check-up next week and get a clear yes to being booked in. Would that be all right with you?",
    started_ms: 13223,
    ended_ms: 24380,
  }),
  turn(6, {
    role: "callee",
    text: "Yes, that sounds good.",
    started_ms: 24931,
    ended_ms: 26767,
  }),
  turn(7, {
    role: "agent",
    text: "Wonderful, thank you very much. Have a great day. Goodbye.",
    started_ms: 27334,
    ended_ms: 31120,
  }),
];
