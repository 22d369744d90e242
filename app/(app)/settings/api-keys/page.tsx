import type { Metadata } from "next";
import { pageQuerySchema } from "#lib/domain/api/page";
import { mayDo } from "#lib/domain/roles/actions";
import { listApiKeys } from "#lib/services/api-keys/list-api-keys";
import { ManagersOnly } from "@/components/settings/managers-only";
import { API_KEY_TEXTS as T } from "@/components/settings/texts";
import { pageContext } from "../../page-context.ts";
import { ApiKeysScreen } from "./api-keys-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function ApiKeysPage() {
  const ctx = await pageContext();
  if (!mayDo(ctx.actor.role, "api_keys.read")) return <ManagersOnly />;
  return <ApiKeysScreen initial={await listApiKeys(ctx, pageQuerySchema.parse({}))} />;
}
