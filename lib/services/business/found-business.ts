import { foundBusiness as found } from "#lib/data/businesses";
import type { Db } from "#lib/data/db";
import type { FoundingInput } from "#lib/domain/api/account";
import { AppError } from "#lib/errors/app-error";

/** A business for somebody with an account who belongs to none, whose owner they are. Throws `conflict` where they belong to one. */
export async function foundBusiness(db: Db, userId: string, input: FoundingInput): Promise<void> {
  if (await found(db, userId, input)) return;
  throw new AppError("conflict", { publicMessage: "You belong to a business already." });
}
