import { webParts } from "@/app/_server/parts";
import { route } from "@/app/_server/route";
import { AppError } from "#lib/errors/app-error";
import { showsMetricsToken } from "#lib/observability/metrics-access";

export const dynamic = "force-dynamic";

/** This process's figures for Prometheus; nobody sees them unless a token is set. */
export const GET = route(async ({ request }) => {
  const { env, metrics } = webParts();
  if (env.TALKY_METRICS_TOKEN === undefined)
    throw new AppError("not_found", {
      publicMessage: "Set TALKY_METRICS_TOKEN to have figures here.",
    });
  if (!showsMetricsToken(request.headers.get("authorization"), env.TALKY_METRICS_TOKEN))
    throw new AppError("unauthenticated", { publicMessage: "The metrics token is missing, or wrong." });
  return new Response(await metrics.text(), {
    headers: { "content-type": metrics.contentType, "cache-control": "no-store" },
  });
});
