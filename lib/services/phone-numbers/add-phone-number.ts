import { wakeJobsWithoutNumber } from "#lib/data/dialer-jobs";
import { countPhoneNumbers, findPhoneNumber, insertPhoneNumber } from "#lib/data/phone-numbers";
import {
  MOST_PHONE_NUMBERS,
  type PhoneNumber,
  type PhoneNumberInput,
  phoneNumberSchema,
} from "#lib/domain/api/phone-number";
import { capDayOf } from "#lib/domain/dialing/caller-id";
import { AppError } from "#lib/errors/app-error";
import { auditUser } from "../auth/as-user.ts";
import { authorise } from "../auth/authorise.ts";
import { contactNumber } from "../contacts/contact-number.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { asUserOnce } from "../once.ts";
import { wakeDialer } from "../wake-dialer.ts";

/**
 * Calls go out from this number too, from now on. Whether the business may show it is the carrier's to say. Throws
 * `forbidden`, `invalid` for a wrong number, `conflict` for one that is there already or one too many.
 */
export async function addPhoneNumber(ctx: UserContext, input: PhoneNumberInput): Promise<PhoneNumber> {
  authorise(ctx, "phone_numbers.change");
  const { phone_number } = contactNumber(input.phone_number);
  const added = await asUserOnce(
    ctx,
    "phone_numbers.change",
    { asked: { phone_number: input }, answer: phoneNumberSchema },
    async (trx, tenantId) => {
      if ((await countPhoneNumbers(trx, tenantId)) >= MOST_PHONE_NUMBERS)
        throw new AppError("conflict", {
          publicMessage: `There can be ${MOST_PHONE_NUMBERS} numbers at most. Remove one first.`,
        });
      const id = await insertPhoneNumber(trx, tenantId, { ...input, phone_number });
      if (id === null) {
        const message = "This number is there already.";
        throw new AppError("conflict", {
          publicMessage: message,
          fields: [{ path: "phone_number", message }],
        });
      }
      await wakeJobsWithoutNumber(trx, tenantId, ctx.now());
      const { daily_cap, is_active } = input;
      await auditUser(ctx, trx, {
        action: "phone_number.add",
        subjectType: "phone_number",
        subjectId: id,
        data: { phone_number, daily_cap, is_active },
      });
      const number = await findPhoneNumber(trx, tenantId, id, capDayOf(ctx.now()));
      if (!number) throw missing("phone number");
      return number;
    },
  );
  await wakeDialer(ctx);
  return added;
}
