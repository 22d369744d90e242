import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { FieldError } from "#lib/errors/app-error";
import type { UserContext } from "#lib/services/context";
import { parseInput } from "./body.ts";
import { webParts } from "./parts.ts";
import { publicError } from "./problem.ts";
import { userContext } from "./session.ts";

/** What a server action tells the form: the data, or a sentence and what is wrong field by field (API spelling). */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; error: string; reason: string | null; fields: FieldError[] };

/** Runs `run` and tells its errors as a form can show them; a redirect goes on its way. */
export async function answerAction<T>(run: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await run() };
  } catch (error) {
    unstable_rethrow(error);
    const told = publicError(error, webParts().log, randomUUID());
    return { ok: false, error: told.publicMessage, reason: told.reason, fields: told.fields };
  }
}

/** A server action of a signed-in user: the schema that the API uses, then the verb. */
export function action<S extends z.ZodType, T>(
  schema: S,
  verb: (ctx: UserContext, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return (input) =>
    answerAction(async () => {
      const ctx = await userContext();
      return verb(ctx, parseInput(schema, input));
    });
}
