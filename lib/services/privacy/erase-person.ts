import { erasePerson as erase } from "#lib/data/people";
import type { Erasure, PersonInput } from "#lib/domain/api/privacy";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser } from "../auth/as-user.ts";
import { contactNumber } from "../contacts/contact-number.ts";
import type { UserContext } from "../context.ts";

/**
 * Erases everything that the business has of a number, in one step; recordings and imported files go from the storage
 * right after. What stays are sums without a person, and a hash by which the number is never called again. The log says
 * that it was done, not for whom. Throws `forbidden`, `invalid`, and `conflict` while a call to it goes on.
 */
export async function erasePerson(ctx: UserContext, input: PersonInput): Promise<Erasure> {
  const { phone_number: number } = contactNumber(input.phone_number);
  return asUser(ctx, "people.erase", async (trx) => {
    const erased = await erase(trx, number);
    if (erased === null) {
      throw new AppError("conflict", {
        publicMessage: "This number is being called. Try again when the call is over.",
      });
    }
    await auditUser(ctx, trx, { action: "person.erase", subjectType: "person", data: { erased } });
    return { erased };
  });
}
