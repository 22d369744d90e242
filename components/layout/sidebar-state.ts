/** A cookie, so that the first byte of the page is already as wide as it was left. */
export const SIDEBAR_COOKIE = "talky-sidebar";
const FOLDED = "folded";

export const isFolded = (value: string | undefined): boolean => value === FOLDED;

export function keepFolded(folded: boolean): void {
  document.cookie = `${SIDEBAR_COOKIE}=${folded ? FOLDED : ""}; path=/; max-age=31536000; samesite=lax`;
}
