/** Lower case, without accents, apostrophes and punctuation; words parted by one space. */
export function plainWords(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/['’`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

export function countWords(text: string): number {
  const plain = plainWords(text);
  return plain === "" ? 0 : plain.split(" ").length;
}
