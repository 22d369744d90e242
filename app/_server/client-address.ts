/**
 * The address that a request comes from. `forwarded` is X-Forwarded-For with the socket's own address at its end
 * (`instrumentation.ts`), `hops` how many proxies of ours each add the address that they see: what stands before those was
 * written by whoever asks, and may be anything.
 */
export function clientAddress(forwarded: string | null, hops: number): string {
  const seen = (forwarded ?? "").split(",").map((address) => address.trim());
  const address = seen.at(-1 - hops) ?? seen[0] ?? "";
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
