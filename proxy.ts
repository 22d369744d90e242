import { type NextRequest, NextResponse } from "next/server";
import { cookieClient } from "@/app/_server/supabase";

const OPEN_PAGES = new Set(["/", "/sign-in", "/sign-up", "/forgot-password"]);
/** Whoever holds the link may look. */
const isOpen = (path: string): boolean => OPEN_PAGES.has(path) || path.startsWith("/join/");

/** Refreshes the browser's session where it has run out, and leads whoever has none to the sign-in page. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  let response = NextResponse.next({ request });
  const supabase = cookieClient({
    getAll: () => request.cookies.getAll(),
    setAll: (changes) => {
      // Twice: for the page that is about to read them, and for the browser.
      for (const { name, value } of changes) request.cookies.set(name, value);
      response = NextResponse.next({ request });
      for (const { name, value, options } of changes) response.cookies.set(name, value, options);
    },
  });
  const { data } = await supabase.auth.getSession();
  const { pathname, search } = request.nextUrl;
  const isPage = !pathname.startsWith("/api/");
  if (data.session || !isPage || isOpen(pathname)) return response;
  const signIn = request.nextUrl.clone();
  signIn.pathname = "/sign-in";
  signIn.search = new URLSearchParams({ next: pathname + search }).toString();
  const redirect = NextResponse.redirect(signIn);
  for (const cookie of response.cookies.getAll()) redirect.cookies.set(cookie);
  return redirect;
}

/** Not where a body may be large (it would be cut at 10 MB without a word), not for webhooks, health, sign-in or files. */
export const config = {
  matcher: [
    "/((?!_next/|api/webhooks/|api/v1/health|api/v1/auth/|api/v1/campaigns/[^/]+/contacts/(?:import|uploads)|api/v1/dnc/import|.*\\.(?:svg|png|jpg|ico|txt|xml|webmanifest)$).*)",
  ],
};
