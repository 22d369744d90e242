import type { z } from "zod";
import type { clientInputSchema } from "#lib/domain/api/client";
import { textOf } from "@/app/_client/form-answer";

/** What the form of a client says; the schema decides what of it will do. */
export function clientDraftFrom(form: FormData): z.input<typeof clientInputSchema> {
  const tags = textOf(form, "tags")
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
  return {
    name: textOf(form, "name"),
    company: textOf(form, "company"),
    phone_number: textOf(form, "phone_number"),
    email: textOf(form, "email"),
    notes: textOf(form, "notes"),
    tags: [...new Set(tags)],
  };
}
