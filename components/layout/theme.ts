export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
/** A cookie, so that the first byte of the page already has the right colours. */
export const THEME_COOKIE = "talky-theme";

export function themeOf(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
