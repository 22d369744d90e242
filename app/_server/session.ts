import { cookies } from "next/headers";
import { cache } from "react";
import { isOperator } from "#lib/data/admin";
import { type UsedKey, useApiKey } from "#lib/data/api-keys";
import { findProfile, type Profile } from "#lib/data/profiles";
import { AppError } from "#lib/errors/app-error";
import type { SessionUser } from "#lib/domain/api/session";
import { hashOfKey, isKey } from "#lib/services/api-keys/key-secret";
import type { AuthContext } from "#lib/services/auth/port";
import { describeUser } from "#lib/services/auth/session-user";
import type { ServiceContext, UserContext } from "#lib/services/context";
import { webParts } from "./parts.ts";
import { createAuthGateway } from "./supabase-auth.ts";
import { cookieClient, tokenClient } from "./supabase.ts";
import { forgetToken, verifyToken } from "./verify-token.ts";

const signInFirst = (): AppError => new AppError("unauthenticated", { publicMessage: "Sign in first." });

async function browserClient() {
  const jar = await cookies();
  return cookieClient({
    getAll: () => jar.getAll(),
    setAll: (changes) => {
      try {
        for (const { name, value, options } of changes) jar.set(name, value, options);
      } catch {
        // A page that is being rendered cannot set cookies; proxy.ts has refreshed the session before it.
      }
    },
  });
}

/** The access token of the browser's session; null: nobody is signed in. */
export async function cookieToken(): Promise<string | null> {
  const { data } = await (await browserClient()).auth.getSession();
  return data.session?.access_token ?? null;
}

/** Whoever asks: somebody signed in, or a program with a key. */
export type Caller = { kind: "user"; profile: Profile } | { kind: "api_key"; key: UsedKey };

/** Who a token stands for; null: nobody. Tenant and role come from our own rows, never from the token. */
export async function callerOfToken(token: string | null): Promise<Caller | null> {
  if (token !== null && isKey(token)) {
    const key = await useApiKey(webParts().db, hashOfKey(token));
    return key && { kind: "api_key", key };
  }
  const profile = await profileOfToken(token);
  return profile && { kind: "user", profile };
}

async function profileOfToken(token: string | null): Promise<Profile | null> {
  const userId = token === null ? null : await verifyToken(token);
  return userId === null ? null : findProfile(webParts().db, userId);
}

const browserProfile = cache(async (): Promise<Profile | null> => profileOfToken(await cookieToken()));

/** Whoever is signed in in this browser, for pages; null: nobody. */
export async function currentUser(): Promise<SessionUser | null> {
  const profile = await browserProfile();
  return profile && describeUser(webParts().db, profile);
}

/** Whether whoever is signed in in this browser is one of the platform's operators. */
export async function isCurrentOperator(): Promise<boolean> {
  const profile = await browserProfile();
  return profile !== null && isOperator(webParts().db, profile.id);
}

/** What a verb is given when this caller asks for it. */
export function contextOf(caller: Caller): UserContext {
  return { ...sharedContext(), actor: actorOf(caller) };
}

function actorOf(caller: Caller): UserContext["actor"] {
  if (caller.kind === "api_key") {
    const { id: keyId, tenantId, role, scopes } = caller.key;
    return { kind: "api_key", keyId, tenantId, role, scopes };
  }
  const { id: userId, tenantId, role } = caller.profile;
  return { kind: "user", userId, tenantId, role };
}

/** The context of a page or a server action. Throws `unauthenticated`. */
export async function userContext(): Promise<UserContext> {
  const profile = await browserProfile();
  if (!profile) throw signInFirst();
  return contextOf({ kind: "user", profile });
}

/** The context of something that nobody signed in asks for, such as a carrier's webhook. */
export function systemContext(job: string): ServiceContext {
  return { ...sharedContext(), actor: { kind: "system", job } };
}

function sharedContext(): Omit<ServiceContext, "actor"> {
  const { db, queue, live, files, telephony, links, log } = webParts();
  return { db, queue, live, files, telephony, links, log, now: () => new Date() };
}

/** Sign-in for the browser: what it gives lands in the session cookies. For server actions. */
export async function browserAuth(): Promise<AuthContext> {
  const { db, env } = webParts();
  return { db, auth: createAuthGateway(await browserClient(), env.TALKY_PUBLIC_URL) };
}

/** Ends the browser's session and takes its cookies away. */
export async function signOutBrowser(): Promise<void> {
  const { auth } = await browserClient();
  const { data } = await auth.getSession();
  await auth.signOut({ scope: "local" });
  if (data.session) forgetToken(data.session.access_token);
}

/** What an e-mailed link brings: a code, a token's hash, or (in the address's fragment) the tokens themselves. */
export type EmailedProof =
  | { code: string }
  | { tokenHash: string; type: "email" | "magiclink" | "signup" }
  | { accessToken: string; refreshToken: string };

/** Turns what a link brought into a session in the cookies; false: it does not hold. */
export async function acceptEmailedProof(proof: EmailedProof): Promise<boolean> {
  const { auth } = await browserClient();
  const { error } =
    "code" in proof
      ? await auth.exchangeCodeForSession(proof.code)
      : "tokenHash" in proof
        ? await auth.verifyOtp({ token_hash: proof.tokenHash, type: proof.type })
        : await auth.setSession({ access_token: proof.accessToken, refresh_token: proof.refreshToken });
  return error === null;
}

/** Sign-in for programs: the tokens are in the answer. */
export function tokenAuth(): AuthContext {
  const { db, env } = webParts();
  return { db, auth: createAuthGateway(tokenClient(), env.TALKY_PUBLIC_URL) };
}
