"use client";

// An open dialog holds the page still by a <style> of its own, which our policy lets in only with the page's nonce. Radix
// looks for that under the name that webpack gave it.
if (typeof document !== "undefined")
  Object.assign(globalThis, {
    __webpack_nonce__: document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce,
  });

/** Loads this module with the page. */
export function StyleNonce(): null {
  return null;
}
