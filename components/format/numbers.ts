const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 2 });
const money = new Intl.NumberFormat("en", { style: "currency", currency: "USD", maximumFractionDigits: 4 });

export const formatCount = (value: number): string => whole.format(value);
/** 1 → "1 call", 1200 → "1,200 calls". */
export const formatCounted = (value: number, one: string, many = `${one}s`): string =>
  `${formatCount(value)} ${value === 1 ? one : many}`;
/** 1234 → "1.2K": where there is no room for more. */
export const formatShort = (value: number): string => (value < 1000 ? String(value) : short.format(value));
export const formatMinutes = (value: number): string => oneDigit.format(value);

/** 0–1 → "42%"; what is above none and below one percent is not rounded away. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return "<1%";
  if (share < 1 && share > 0.99) return ">99%";
  return `${Math.round(share * 100)}%`;
}

/** 452 → "452 ms", 1840 → "1.84 s". */
export function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** Micros of a dollar. */
export const formatMicros = (micros: number): string => money.format(micros / 1_000_000);

/** 75.4 → "1:15"; an hour and more → "1:02:09". */
export function formatClock(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const s = String(total % 60).padStart(2, "0");
  const m = Math.floor(total / 60) % 60;
  const h = Math.floor(total / 3600);
  return h > 0 ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
}

/** 4_812_345 → "4.6 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${oneDigit.format(bytes / 1024)} KB`;
  return `${oneDigit.format(bytes / 1024 / 1024)} MB`;
}
