import { webParts } from "@/app/_server/parts";
import { route } from "@/app/_server/route";
import { openApiDocument } from "#lib/domain/openapi/document";

export const dynamic = "force-dynamic";

let made: string | undefined;

/** The same for everybody, and made once. */
export const GET = route(async () => {
  made ??= JSON.stringify(openApiDocument(webParts().env.TALKY_PUBLIC_URL));
  return new Response(made, {
    headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
  });
});
