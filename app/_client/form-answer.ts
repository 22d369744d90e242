import type { FormState } from "@/components/forms/form-state";
import type { FieldError } from "#lib/errors/app-error";

/** What a server action answered, as its form shows it. */
export function refusal(result: { error: string; reason: string | null; fields: FieldError[] }): FormState {
  return { error: result.error, reason: result.reason ?? undefined, fields: result.fields };
}

/** A field of a form as text; a file or nothing is the empty string. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
