import type { FieldError } from "#lib/errors/app-error";

/** What a submitted form is told; null before the first time. */
export interface FormState {
  /** One sentence about the whole form. */
  error?: string | undefined;
  /** What is wrong, field by field, in the API's spelling. */
  fields?: FieldError[] | undefined;
  /** It worked, and the form stays: what to say. */
  done?: string | undefined;
  /** Counts the submissions, so that two answers alike are told apart. */
  at: number;
}

export type FormAction = (previous: FormState | null, form: FormData) => Promise<FormState>;

export function fieldError(state: FormState | null, path: string): string | undefined {
  return state?.fields?.find((field) => field.path === path)?.message;
}

/** The errors that no field of the form shows. */
export function otherErrors(state: FormState | null, shown: readonly string[]): string[] {
  return (state?.fields ?? [])
    .filter((field) => !shown.includes(field.path))
    .map((f) => `${f.path}: ${f.message}`);
}
