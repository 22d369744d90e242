import {
  isAuthApiError,
  isAuthError,
  isAuthSessionMissingError,
  type Session,
  type SupabaseClient,
} from "@supabase/supabase-js";
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
    return new AppError("unauthenticated", {
      publicMessage:
        "Confirm your e-mail address first: open the link that we sent you, or ask for it again.",
      reason: "email_not_confirmed",
    });
  }
  return isRefusal ? refusal : authFault(error);
}

/** An unknown address, or one that was sent a mail a moment ago: the answer must not tell. */
function throwUnlessRefused(error: unknown): void {
  const isRefusal = isAuthApiError(error) && error.status < 500;
  if (error && !isRefusal) throw authFault(error);
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
  const callback = `${publicUrl}/api/v1/auth/callback`;
  const emailRedirectTo = callback;
  const leadingTo = (path: string): string => `${callback}?next=${encodeURIComponent(path)}`;
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
      throwUnlessRefused(error);
    },
    async sendReset(email) {
      const { error } = await client.auth.resetPasswordForEmail(email, {
        redirectTo: leadingTo("/new-password"),
      });
      throwUnlessRefused(error);
    },
    async resendConfirmation(email) {
      const { error } = await client.auth.resend({ type: "signup", email, options: { emailRedirectTo } });
      throwUnlessRefused(error);
    },
    async sendInvitation(email, path) {
      const { error } = await client.auth.signInWithOtp({
        email,
        options: { shouldCreateUser: true, emailRedirectTo: leadingTo(path) },
      });
      throwUnlessRefused(error);
      return error === null;
    },
    async setPassword(accessToken, password) {
      // The access token alone is used: it holds, since whoever calls has had it checked.
      const { error: strange } = await client.auth.setSession({
        access_token: accessToken,
        refresh_token: "none",
      });
      if (strange) throw signInFault(strange, sessionEnded());
      const { error } = await client.auth.updateUser({ password });
      // The password that it was: as good as a new one to whoever has forgotten it.
      if (error && error.code !== "same_password") throw authFault(error);
    },
    async refresh(refreshToken) {
      const { data, error } = await client.auth.refreshSession({ refresh_token: refreshToken });
      if (error) throw signInFault(error, sessionEnded());
      if (!data.session) throw sessionEnded();
      return tokensOf(data.session);
    },
    async signOut(accessToken, scope = "local") {
      const { error } = await client.auth.admin.signOut(accessToken, scope);
      const hadEnded =
        isAuthSessionMissingError(error) || (isAuthApiError(error) && [401, 403, 404].includes(error.status));
      if (error && !hadEnded) throw authFault(error);
    },
  };
}
