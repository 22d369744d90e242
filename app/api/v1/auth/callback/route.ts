import { route } from "@/app/_server/route";
import { webParts } from "@/app/_server/parts";
import { acceptEmailedCode } from "@/app/_server/session";

export const dynamic = "force-dynamic";

/** Where the links of our e-mails lead: into the product, or back to the sign-in page when the link does not hold. */
export const GET = route(async ({ query }) => {
  const code = query.get("code");
  const isAccepted = code !== null && (await acceptEmailedCode(code));
  const to = new URL(isAccepted ? "/" : "/sign-in?error=link", webParts().env.TALKY_PUBLIC_URL);
  return new Response(null, { status: 303, headers: { location: to.href, "cache-control": "no-store" } });
});
