import type { Metadata } from "next";
import { mayDo } from "#lib/domain/roles/actions";
import { listPhoneNumbers } from "#lib/services/phone-numbers/list-phone-numbers";
import { PHONE_NUMBER_TEXTS as T } from "@/components/phone-numbers/texts";
import { pageContext } from "../../page-context.ts";
import { PhoneNumbersScreen } from "./phone-numbers-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function PhoneNumbersPage() {
  const ctx = await pageContext();
  return (
    <PhoneNumbersScreen
      initial={await listPhoneNumbers(ctx)}
      canChange={mayDo(ctx.actor.role, "phone_numbers.change")}
    />
  );
}
