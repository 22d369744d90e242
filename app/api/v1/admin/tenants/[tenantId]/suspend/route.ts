import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { tenantStatusChangeSchema } from "#lib/domain/api/admin";
import { setTenantStatus } from "#lib/services/platform/set-tenant-status";

export const dynamic = "force-dynamic";

export const POST = userRoute<{ tenantId: string }>(async (ctx, { params, request }) =>
  json(
    await setTenantStatus(
      ctx,
      params.tenantId,
      "suspended",
      await readJson(request, tenantStatusChangeSchema),
    ),
  ),
);
