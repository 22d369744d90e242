import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment, webEnv } from "#lib/env/web";
import { HTTPS_ONLY, pagePolicy } from "@/app/_server/page-policy";
import { refusedAddress } from "@/app/_server/refused-address";
import { type Cookie, cookieClient } from "@/app/_server/supabase";

const OPEN_PAGES = new Set(["/", "/sign-in", "/sign-up", "/forgot-password"]);
/** Whoever holds the link may look. */
const isOpen = (path: string): boolean => OPEN_PAGES.has(path) || path.startsWith("/join/");
/** Whatever else begins with /api is a page: its documentation, or that there is nothing. */
const ANSWERS = /^\/api\/(v1|webhooks|metrics)(\/|$)/;
/** These see to the session themselves. */
const SIGN_IN = "/api/v1/auth/";

/**
 * Before a page or an answer: refuses what the API has not, refreshes the browser's session where it has run
 * out, leads whoever has none to the sign-in page, and says what the page may load and run.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  const refusal = refusedAddress(pathname, request.method);
  if (refusal !== null) return refusal;
  const cookies: NewCookie[] = [];
  const hasSession = pathname.startsWith(SIGN_IN) || (await refreshSession(request, cookies));
  const isPage = !pathname.startsWith("/api/") && !isFormSent(request);
  const response =
    hasSession || !isPage || isOpen(pathname) ? answerOf(request) : NextResponse.redirect(signInFor(request));
  for (const { name, value, options } of cookies) response.cookies.set(name, value, options);
  if (isHttps()) response.headers.set("strict-transport-security", HTTPS_ONLY);
  return response;
}

/** A form's action says itself that nobody is signed in; led elsewhere, its page would take that for a lost connection. */
const isFormSent = ({ method, headers }: NextRequest): boolean =>
  method === "POST" && headers.has("next-action");

type NewCookie = Cookie & { options: Record<string, unknown> };

const isHttps = (): boolean => webEnv().TALKY_PUBLIC_URL.startsWith("https:");

/** Whether the browser has a session. New cookies go to the page that is about to read them, and into `cookies`. */
async function refreshSession(request: NextRequest, cookies: NewCookie[]): Promise<boolean> {
  const supabase = cookieClient({
    getAll: () => request.cookies.getAll(),
    setAll: (changes) => {
      for (const { name, value } of changes) request.cookies.set(name, value);
      cookies.push(...changes);
    },
  });
  return (await supabase.auth.getSession()).data.session !== null;
}

/** What stands behind this address. Next reads the nonce of a page's scripts from the policy in the request. */
function answerOf(request: NextRequest): NextResponse {
  if (ANSWERS.test(request.nextUrl.pathname)) return NextResponse.next({ request });
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy({ nonce, isHttps: isHttps(), isDevelopment });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  return NextResponse.next({ request: { headers }, headers: { "content-security-policy": policy } });
}

function signInFor({ nextUrl }: NextRequest): URL {
  const signIn = nextUrl.clone();
  signIn.pathname = "/sign-in";
  signIn.search = new URLSearchParams({ next: nextUrl.pathname + nextUrl.search }).toString();
  return signIn;
}

/** Not where a body may be large (it would be cut at 10 MB without a word), not for webhooks, health or files. */
export const config = {
  matcher: [
    "/((?!_next/|api/webhooks/|api/v1/health(?:/ready)?/?$|api/v1/campaigns/[0-9a-fA-F-]+/contacts/(?:import|uploads)/?$|api/v1/dnc/import/?$|.*\\.(?:svg|png|jpg|ico|txt|xml|webmanifest)$).*)",
  ],
};
