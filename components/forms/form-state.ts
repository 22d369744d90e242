import type { FieldError } from "#lib/errors/app-error";

/** What a submitted form is told; null before the first time. */
export interface FormState {
  /** One sentence about the whole form. */
  error?: string | undefined;
  /** A word for what to do about it, where the form knows one. */
  reason?: string | undefined;
  /** What is wrong, field by field, in the API's spelling. */
  fields?: FieldError[] | undefined;
  /** It worked, and the form stays: what to say. */
  done?: string | undefined;
}

export type FormAction = (previous: FormState | null, form: FormData) => Promise<FormState>;

export const UNREACHED = "The server could not be reached. Check your connection and try again.";
const LOOK_AGAIN = "Some fields need another look.";

export function fieldError(state: FormState | null, path: string): string | undefined {
  return state?.fields?.find((field) => field.path === path)?.message;
}

/** The sentence above the form: with wrong fields a pointer to them (and those that it does not show), else the error itself. */
export function formError(state: FormState | null, shown: readonly string[]): string | undefined {
  const fields = state?.fields ?? [];
  if (fields.length === 0) return state?.error;
  const others = fields.filter((field) => !shown.includes(field.path));
  return [LOOK_AGAIN, ...others.map((field) => `${field.path}: ${field.message}`)].join(" ");
}
