/** `whole`: no range was asked for, or none that we serve (a list of them); `unsatisfiable`: it begins behind the end. */
export type ByteRange = "whole" | "unsatisfiable" | { start: number; end: number };

/** Reads a `Range` header (RFC 9110) for something of `size` bytes; both ends inclusive. */
export function readByteRange(header: string | null, size: number): ByteRange {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!match) return "whole";
  const [, from = "", to = ""] = match;
  if (from === "") {
    if (to === "") return "whole";
    const last = Math.min(Number(to), size);
    return last === 0 ? "unsatisfiable" : { start: size - last, end: size - 1 };
  }
  const start = Number(from);
  if (to !== "" && Number(to) < start) return "whole";
  if (start >= size) return "unsatisfiable";
  return { start, end: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
