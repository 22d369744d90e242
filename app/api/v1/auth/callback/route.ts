import { readBytes } from "@/app/_server/body";
import { fragmentPage } from "@/app/_server/fragment-page";
import { webParts } from "@/app/_server/parts";
import { refuseForeignOrigin, route } from "@/app/_server/route";
import { nextPath } from "@/app/_server/next-path";
import {
  acceptEmailedProof,
  type EmailedProof,
  LINK_TYPES,
  requireAddressAllowance,
} from "@/app/_server/session";

export const dynamic = "force-dynamic";

const MAX_FORM_BYTES = 16 * 1024;

/** Where the links of our e-mails lead: into the product, or back to the sign-in page when the link does not hold. */
export const GET = route(async ({ query }) => {
  const code = query.get("code");
  const tokenHash = query.get("token_hash");
  const type = LINK_TYPES.find((known) => known === query.get("type")) ?? "email";
  if (code !== null) return enter({ code }, query);
  if (tokenHash !== null) return enter({ tokenHash, type }, query);
  return query.has("error") ? seeOther("/sign-in?error=link") : fragmentPage();
});

/** The tokens that came in the fragment, as our own page posts them. */
export const POST = route(async ({ request, query }) => {
  refuseForeignOrigin(request);
  const body = await readBytes(request, MAX_FORM_BYTES, "The form is too large.");
  const form = new URLSearchParams(body.toString("utf8"));
  const proof = {
    accessToken: form.get("access_token") ?? "",
    refreshToken: form.get("refresh_token") ?? "",
  };
  return enter(proof, query);
});

/** To where the link says (`next`), which is never another site. */
async function enter(proof: EmailedProof, query: URLSearchParams): Promise<Response> {
  await requireAddressAllowance();
  const isIn = await acceptEmailedProof(proof);
  return seeOther(isIn ? nextPath(query.get("next") ?? undefined) : "/sign-in?error=link");
}

function seeOther(path: string): Response {
  const location = new URL(path, webParts().env.TALKY_PUBLIC_URL).href;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
