import type { z } from "zod";
import type { consentInputSchema } from "#lib/domain/api/consent";
import { textOf } from "@/app/_client/form-answer";

type Draft = z.input<typeof consentInputSchema>;

/** What the form of a consent says; the schema decides what of it will do. */
export function consentDraftFrom(form: FormData): Draft {
  const evidence = textOf(form, "evidence").trim();
  // In UTC: the form has the moment of its own time zone beside the field.
  const givenAt = textOf(form, "given_at");
  return {
    kind: textOf(form, "kind") as Draft["kind"],
    purpose: textOf(form, "purpose") as Draft["purpose"],
    source: textOf(form, "source") as Draft["source"],
    text: textOf(form, "text"),
    ...(givenAt === "" ? {} : { given_at: givenAt }),
    ...(evidence === "" ? {} : { evidence: { note: evidence } }),
  };
}
