import type { Metadata } from "next";
import { listPhoneNumbers } from "#lib/services/phone-numbers/list-phone-numbers";
import { PageHeader } from "@/components/layout/page-header";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";
import { PHONE_NUMBER_TEXTS } from "@/components/phone-numbers/texts";
import { pageContext } from "../page-context.ts";
import { PhoneNumbersScreen } from "./phone-numbers-screen.tsx";

export const metadata: Metadata = { title: T.phoneNumbers };

export default async function PhoneNumbersPage() {
  const ctx = await pageContext();
  const initial = await listPhoneNumbers(ctx);
  return (
    <>
      <PageHeader title={T.phoneNumbers} note={PHONE_NUMBER_TEXTS.note} />
      <PhoneNumbersScreen initial={initial} canChange={ctx.actor.role !== "user"} />
    </>
  );
}
