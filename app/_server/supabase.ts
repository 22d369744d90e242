import { createServerClient } from "@supabase/ssr";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { webEnv } from "#lib/env/web";

export interface Cookie {
  name: string;
  value: string;
}
export interface CookieJar {
  getAll(): Cookie[];
  /** Left out where an answer cannot set cookies any more (a page that is being rendered). */
  setAll?(cookies: (Cookie & { options: Record<string, unknown> })[]): void;
}

/** Supabase with the browser's session in cookies; one client a request. Copies on one host keep apart by their port. */
export function cookieClient(jar: CookieJar): SupabaseClient {
  const env = webEnv();
  return createServerClient(env.SUPABASE_URL, env.SUPABASE_PUBLISHABLE_KEY, {
    cookieOptions: {
      name: `talky-${env.TALKY_WEB_PORT}`,
      path: "/",
      sameSite: "lax",
      httpOnly: true,
      secure: env.TALKY_PUBLIC_URL.startsWith("https:"),
    },
    cookies: { getAll: () => jar.getAll(), setAll: (cookies) => jar.setAll?.(cookies) },
  });
}

/** Supabase without any session of its own, for programs that bring tokens. */
export function tokenClient(): SupabaseClient {
  const env = webEnv();
  return createClient(env.SUPABASE_URL, env.SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  });
}
