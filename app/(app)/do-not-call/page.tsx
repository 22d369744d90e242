import type { Metadata } from "next";
import { dncQuerySchema } from "#lib/domain/api/dnc";
import { mayDo } from "#lib/domain/roles/actions";
import { listDnc } from "#lib/services/dnc/list-dnc";
import { PageHeader } from "@/components/layout/page-header";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";
import { pageContext } from "../page-context.ts";
import { DoNotCallScreen } from "./do-not-call-screen.tsx";

export const metadata: Metadata = { title: T.doNotCall };

export default async function DoNotCallPage() {
  const ctx = await pageContext();
  const initial = await listDnc(ctx, dncQuerySchema.parse({}));
  return (
    <>
      <PageHeader title={T.doNotCall} />
      <DoNotCallScreen initial={initial} canRemove={mayDo(ctx.actor.role, "dnc.remove")} />
    </>
  );
}
