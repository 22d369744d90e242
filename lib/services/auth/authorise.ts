import { type Action, mayDo, permissionOf, roleRefusal } from "#lib/domain/roles/actions";
import { AppError } from "#lib/errors/app-error";
import type { UserContext } from "../context.ts";

/** By the table of who may do what. Throws `forbidden`. */
export function authorise({ actor }: UserContext, action: Action): void {
  if (!mayDo(actor.role, action)) {
    throw new AppError("forbidden", { publicMessage: roleRefusal(action) });
  }
  const { inPerson, what } = permissionOf(action);
  if (inPerson && actor.kind !== "user") {
    throw new AppError("forbidden", { publicMessage: `An API key cannot ${what}. Sign in for it.` });
  }
}
