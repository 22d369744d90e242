import { isAuthApiError, isAuthError, type Session, type SupabaseClient } from "@supabase/supabase-js";
import { AppError } from "#lib/errors/app-error";
import type { AuthGateway, AuthTokens } from "#lib/services/auth/port";

const KNOWN_ADDRESS = new Set(["user_already_exists", "email_exists"]);
const WRONG_SIGN_IN = new Set([
  "invalid_credentials",
  "invalid_grant",
  "user_not_found",
  "validation_failed",
]);

const field = (path: string, message: string) => ({ publicMessage: message, fields: [{ path, message }] });

const knownAddress = (): AppError =>
  new AppError("conflict", field("email", "An account with this e-mail address exists. Sign in."));
const wrongSignIn = (): AppError =>
  new AppError("unauthenticated", { publicMessage: "The e-mail address or the password is wrong." });
const sessionEnded = (): AppError =>
  new AppError("unauthenticated", { publicMessage: "The session has ended. Sign in again." });

/** What Supabase's word means to the caller; its own sentences go no further than the log. */
function authFault(error: unknown): AppError {
  const code = isAuthError(error) ? String(error.code ?? "") : "";
  const status = isAuthApiError(error) ? error.status : 0;
  if (KNOWN_ADDRESS.has(code)) return knownAddress();
  if (code === "weak_password") {
    return new AppError("invalid", field("password", "This password is too weak. Choose a longer one."));
  }
  if (code === "email_address_invalid" || code === "validation_failed") {
    return new AppError("invalid", field("email", "This e-mail address cannot be used."));
  }
  if (code === "signup_disabled") {
    return new AppError("forbidden", { publicMessage: "Sign-up is closed.", cause: error });
  }
  if (status === 429) {
    const publicMessage = "Too many tries. Wait a minute and try again.";
    return new AppError("rate_limited", { publicMessage, retryable: true, cause: error });
  }
  return new AppError("unavailable", {
    publicMessage: "Sign-in cannot be reached now. Try again in a moment.",
    retryable: true,
    cause: error,
  });
}

function signInFault(error: unknown, refusal: AppError): AppError {
  const code = isAuthError(error) ? String(error.code ?? "") : "";
  const isRefusal =
    WRONG_SIGN_IN.has(code) || (isAuthApiError(error) && [400, 401, 403, 404].includes(error.status));
  if (code === "email_not_confirmed") {
    return new AppError("unauthenticated", { publicMessage: "Confirm your e-mail address first." });
  }
  return isRefusal ? refusal : authFault(error);
}

function tokensOf(session: Session): AuthTokens {
  return {
    userId: session.user.id,
    accessToken: session.access_token,
    refreshToken: session.refresh_token,
    expiresInS: session.expires_in,
  };
}

/** Supabase Auth behind the port. With a cookie client the browser's session follows by itself. */
export function createAuthGateway(client: SupabaseClient, publicUrl: string): AuthGateway {
  const emailRedirectTo = `${publicUrl}/api/v1/auth/callback`;
  return {
    async signUp({ email, password, name, business_name, plan_id }) {
      const { data, error } = await client.auth.signUp({
        email,
        password,
        options: { data: { name, business_name, ...(plan_id ? { plan_id } : {}) }, emailRedirectTo },
      });
      if (error) throw authFault(error);
      // Where addresses are confirmed, Supabase answers a known one with a user that has no identity.
      if (data.user?.identities?.length === 0) throw knownAddress();
      return data.session ? tokensOf(data.session) : null;
    },
    async signIn(email, password) {
      const { data, error } = await client.auth.signInWithPassword({ email, password });
      if (error) throw signInFault(error, wrongSignIn());
      return tokensOf(data.session);
    },
    async sendMagicLink(email) {
      const { error } = await client.auth.signInWithOtp({
        email,
        options: { shouldCreateUser: false, emailRedirectTo },
      });
      // An unknown address, or one that was sent a link a moment ago: the answer must not tell.
      const isRefusal = isAuthApiError(error) && error.status < 500;
      if (error && !isRefusal) throw authFault(error);
    },
    async refresh(refreshToken) {
      const { data, error } = await client.auth.refreshSession({ refresh_token: refreshToken });
      if (error) throw signInFault(error, sessionEnded());
      if (!data.session) throw sessionEnded();
      return tokensOf(data.session);
    },
    async signOut(accessToken) {
      const { error } = await client.auth.admin.signOut(accessToken, "local");
      const hadEnded = isAuthApiError(error) && [401, 403, 404].includes(error.status);
      if (error && !hadEnded) throw authFault(error);
    },
  };
}
