import { mulberry32 } from "../world.ts";

/** A generator that is the same each time for the same text (FNV-1a, 32 bits). */
export function seededBy(text: string): () => number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return mulberry32(hash);
}
