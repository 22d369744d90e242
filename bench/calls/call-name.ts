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
