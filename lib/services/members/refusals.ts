import { isRefusedByRole, leavesNoOwner } from "#lib/data/members";
import { roleRefusal } from "#lib/domain/roles/actions";
import { AppError } from "#lib/errors/app-error";

/** What the database refuses of a change among members, in words; whatever else it says goes on as it is. */
export async function inWords<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (leavesNoOwner(error)) {
      throw new AppError("conflict", {
        publicMessage: "A business keeps an owner. Make somebody else an owner first.",
        reason: "last_owner",
        cause: error,
      });
    }
    if (isRefusedByRole(error)) {
      throw new AppError("forbidden", { publicMessage: roleRefusal("owners.change"), cause: error });
    }
    throw error;
  }
}
