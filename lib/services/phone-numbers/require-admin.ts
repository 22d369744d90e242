import { AppError } from "#lib/errors/app-error";
import type { UserContext } from "../context.ts";

/** Throws `forbidden` for plain users. */
export function requireAdmin({ actor }: UserContext): void {
  if (actor.role !== "user") return;
  throw new AppError("forbidden", {
    publicMessage: "Only an owner or an admin can change the numbers to call from.",
  });
}
