/** Leaves the last two digits in sight: enough to tell two contacts apart, not enough to call one. */
export function maskPhone(e164: string): string {
  const country = e164.startsWith("+1") ? 2 : 3;
  const hidden = Math.max(0, e164.length - country - 2);
  return `${e164.slice(0, country)} ${"•".repeat(Math.min(hidden, 6))} ${e164.slice(-2)}`;
}

/** `+14155550100` → `+1 415 555 0100`; numbers of other countries in groups of three. */
export function formatPhone(e164: string): string {
  const nanp = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (nanp) return `+1 ${nanp[1]} ${nanp[2]} ${nanp[3]}`;
  const rest = e164.slice(3).replace(/(\d{3})(?=\d)/g, "$1 ");
  return `${e164.slice(0, 3)} ${rest}`;
}
