const names = new Intl.DisplayNames("en", { type: "language" });

/** "es" → "Spanish"; what is not known stays as it is. */
export const languageName = (code: string): string => names.of(code) ?? code;
