import { badRequest } from "./deepgram-refusal.ts";

/** A number of the query, null where it is absent. Throws DeepgramRefusal 400. */
export function numberOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw badRequest(`'${name}' must be a number.`);
  return value;
}

/** Both ways of listening understand the same audio here. Throws DeepgramRefusal 400. */
export function checkListenEncoding(query: URLSearchParams, encodings: readonly string[]): void {
  const encoding = query.get("encoding");
  if (encoding !== null && !encodings.includes(encoding)) throw badRequest(`Unknown encoding: ${encoding}.`);
  const rateHz = numberOf(query, "sample_rate");
  if (encoding === "linear16" && rateHz === null)
    throw badRequest("'sample_rate' is required with linear16.");
  if (encoding !== "linear16" || rateHz !== 16_000)
    throw badRequest("The sandbox understands encoding=linear16 at sample_rate=16000 only.");
}
