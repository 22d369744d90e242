const words = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean);
const bare = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** What was generated behind what was heard: the words after the last one that both have, in order. Empty when all was heard. */
export function notHeard(heard: string, generated: string | null): string {
  if (!generated) return "";
  const all = words(generated);
  let next = 0;
  for (const word of words(heard)) {
    const current = all[next];
    if (current === undefined || bare(current) !== bare(word)) break;
    next += 1;
  }
  return all.slice(next).join(" ");
}
