import { AppError } from "#lib/errors/app-error";
import type { UserContext } from "../context.ts";

/** Throws `forbidden` for whoever is neither owner nor admin. */
export function requireManager(ctx: UserContext, what: string): void {
  if (ctx.actor.role !== "user") return;
  throw new AppError("forbidden", { publicMessage: `Only an owner or an admin can ${what}.` });
}

/** An owner or an admin who is signed in: no key, whatever its role. Throws `forbidden`. */
export function requireManagerInPerson(ctx: UserContext, what: string): void {
  requireManager(ctx, what);
  if (ctx.actor.kind === "user") return;
  throw new AppError("forbidden", { publicMessage: `An API key cannot ${what}. Sign in for it.` });
}
