let isUnderWay = false;

/** While somebody signs out, what the page asks for is refused already; they are led on all the same, and only once. */
export const isSigningOut = (): boolean => isUnderWay;

export function beginSigningOut(): void {
  isUnderWay = true;
}

export function signedIn(): void {
  isUnderWay = false;
}
