const likePattern = (part: string): string => `%${part.replaceAll(/[\\%_]/g, "\\$&")}%`;
/** What somebody writes who looks for a number; with fewer digits it may be anything. */
const NUMBER = /^[\d\s()+./-]*$/;
const LEAST_DIGITS = 3;
const MOST_WORDS = 6;

/** What has to stand in a lead's text, as LIKE patterns; `%` and `_` mean themselves. */
export function searchPatterns(search: string | undefined): string[] {
  const text = (search ?? "").trim().toLowerCase();
  if (text === "") return [];
  const digits = text.replaceAll(/\D/g, "");
  if (NUMBER.test(text) && digits.length >= LEAST_DIGITS) return [likePattern(digits)];
  return text.split(/\s+/).slice(0, MOST_WORDS).map(likePattern);
}
