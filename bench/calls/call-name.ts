const WORDS =
  "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa".split(
    " ",
  );
const NAME = new RegExp(`\\b(${WORDS.join("|")}) (${WORDS.join("|")})\\b`);

/** Two words that tell a call (0–255) from every other; they survive being written, spoken and cut into tokens. */
export function callName(call: number): string {
  return `${WORDS[call >> 4]} ${WORDS[call & 15]}`;
}

/** The call that a text speaks of; null: none. */
export function callIn(text: string): number | null {
  const match = NAME.exec(text);
  return match === null ? null : WORDS.indexOf(match[1] ?? "") * 16 + WORDS.indexOf(match[2] ?? "");
}

/** One line of the benchmark, and which of the calls it is that were made on it one after the other. */
export interface BenchCall {
  call: number;
  round: number;
}

export const callIdOf = ({ call, round }: BenchCall): string => `bench-${call}-${round}`;

export function benchCallOf(callId: string): BenchCall {
  const [, call, round] = callId.split("-").map(Number);
  return { call: call ?? 0, round: round ?? 0 };
}
