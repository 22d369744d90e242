/** So long a session that a link in a mail began may do without the password that was forgotten. */
const LINK_PROVES_S = 15 * 60;

export function isProvedByLink({ linkedAtS }: { linkedAtS: number | null }, now: Date): boolean {
  return linkedAtS !== null && now.getTime() / 1000 - linkedAtS <= LINK_PROVES_S;
}
