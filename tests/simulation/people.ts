import type { Disposition } from "#lib/domain/statuses";
import type { Person } from "./carrier.ts";

const RESULTS: readonly [Person["result"], number][] = [
  ["answered", 58],
  ["no_answer", 24],
  ["busy", 9],
  ["rejected", 3],
  ["failed", 3],
  ["invalid_number", 3],
];
const DISPOSITIONS: readonly [Disposition, number][] = [
  ["goal_achieved", 26],
  ["not_interested", 18],
  ["voicemail_no_message", 26],
  ["hung_up", 8],
  ["callback_requested", 8],
  ["opted_out", 6],
  ["no_response", 4],
  ["wrong_number", 2],
  ["error", 2],
];

/** Whoever picks up, drawn anew at each call. */
export function drawPerson(random: () => number): Person {
  const result = draw(RESULTS, random);
  const disposition = draw(DISPOSITIONS, random);
  const isDated = disposition === "callback_requested" && random() < 0.7;
  return {
    result,
    afterMs: 1000 + 15_000 * random(),
    talkMs: 4000 + 60_000 * random() ** 2,
    disposition,
    callbackInMs: isDated ? 3_600_000 * (1 + 30 * random()) : null,
    hangsUpFirst: random() < 0.4,
  };
}

function draw<T>(table: readonly (readonly [T, number])[], random: () => number): T {
  let left = random() * table.reduce((sum, [, share]) => sum + share, 0);
  for (const [value, share] of table) {
    if (left < share) return value;
    left -= share;
  }
  return (table[0] as readonly [T, number])[0];
}
