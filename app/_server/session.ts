import { cookies, headers } from "next/headers";
import { cache } from "react";
import { isOperator } from "#lib/data/admin";
import { type UsedKey, useApiKey } from "#lib/data/api-keys";
import { findProfile, type Profile } from "#lib/data/profiles";
import { emailOfSession } from "#lib/data/sessions";
import { AppError } from "#lib/errors/app-error";
import type { SessionUser } from "#lib/domain/api/session";
import type { AskingSession } from "#lib/services/account/change-password";
import { isProvedByLink } from "#lib/services/account/proved-by-link";
import { hashOfKey, isKey } from "#lib/services/api-keys/key-secret";
import type { AuthContext, AuthGateway } from "#lib/services/auth/port";
import { describeUser } from "#lib/services/auth/session-user";
import type { ServiceContext, UserContext } from "#lib/services/context";
import { clientAddress } from "./client-address.ts";
import { webParts } from "./parts.ts";
import { createAuthGateway } from "./supabase-auth.ts";
import { cookieClient, tokenClient } from "./supabase.ts";
import { forgetToken, verifyToken } from "./verify-token.ts";

/** Above a form that stays as it was filled in. */
const signedOut = (): AppError =>
  new AppError("unauthenticated", {
    publicMessage: "You are signed out. Sign in again in another tab, then try once more.",
  });
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
export type Caller =
  | { kind: "user"; profile: Profile; sessionId: string | null }
  | { kind: "api_key"; key: UsedKey };

/** Who a token stands for; null: nobody. Tenant and role come from our own rows, never from the token. */
export async function callerOfToken(token: string | null, origin?: Origin): Promise<Caller | null> {
  if (token === null) return null;
  const from = origin ?? (await comesFrom());
  return unlessGuessed(token, from, async () => {
    if (!isKey(token)) return personOfToken(token, from);
    const key = await useApiKey(webParts().db, hashOfKey(token));
    return key && { kind: "api_key", key };
  });
}

/** Who `find` says; an address that many wrong tokens come from has to wait. Throws `rate_limited`. */
async function unlessGuessed<T>(
  token: string,
  from: Origin,
  find: () => Promise<T | null>,
): Promise<T | null> {
  const { strangers } = webParts();
  strangers.requireGuess(from, token);
  const found = await find();
  strangers.guessed(from, token, found !== null);
  return found;
}

type Person = Extract<Caller, { kind: "user" }>;

async function personOfToken(token: string | null, from: Origin): Promise<Person | null> {
  const claims = token === null ? null : await verifyToken(token);
  if (claims === null) return null;
  const { userId, sessionId } = claims;
  const profile = await findProfile(webParts().db, { userId, sessionId, ...from });
  return profile && { kind: "user", profile, sessionId };
}

interface Origin {
  address: string;
  userAgent: string;
}

/** Where the request comes from, and what the browser calls itself. */
export async function comesFrom(): Promise<Origin> {
  const sent = await headers();
  const address = clientAddress(sent.get("x-forwarded-for"), webParts().env.TALKY_PROXY_HOPS);
  return { address, userAgent: sent.get("user-agent") ?? "" };
}

/** For what anybody may ask: one request more from this address. Throws `rate_limited`. */
export async function requireAddressAllowance(): Promise<void> {
  webParts().strangers.require(await comesFrom());
}

const browserPerson = cache(async (): Promise<Person | null> =>
  personOfToken(await cookieToken(), await comesFrom()),
);

/** Whoever is signed in in this browser, for pages; null: nobody. The layout and the page both ask. */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const person = await browserPerson();
  return person && describeUser(webParts().db, person.profile);
});

/** Somebody with a session, whether or not they belong to a business. */
export interface Visitor {
  userId: string;
  sessionId: string | null;
  email: string;
  /** A link in a mail has just begun the session. */
  isFromLink: boolean;
}

/** null: nobody, or a session that has ended. */
export async function visitorOfToken(token: string | null): Promise<Visitor | null> {
  if (token === null || isKey(token)) return null;
  return unlessGuessed(token, await comesFrom(), async () => {
    const claims = await verifyToken(token);
    const email = claims && (await emailOfSession(webParts().db, claims));
    if (!claims || !email) return null;
    const { userId, sessionId } = claims;
    return { userId, sessionId, email, isFromLink: isProvedByLink(claims, new Date()) };
  });
}

/** Whoever has a session in this browser. */
export const currentVisitor = cache(async (): Promise<Visitor | null> => visitorOfToken(await cookieToken()));

/** Whether whoever is signed in in this browser is one of the platform's operators. */
export async function isCurrentOperator(): Promise<boolean> {
  const person = await browserPerson();
  return person !== null && isOperator(webParts().db, person.profile.id);
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
  return { kind: "user", userId, tenantId, role, sessionId: caller.sessionId };
}

/** The context of a page or a server action. Throws `unauthenticated`. */
export async function userContext(): Promise<UserContext> {
  const person = await browserPerson();
  if (!person) throw signedOut();
  return contextOf(person);
}

/** This browser's session, as a change of the password wants to know it. Throws `unauthenticated`. */
export async function askingSession(): Promise<AskingSession> {
  const [accessToken, visitor] = await Promise.all([cookieToken(), currentVisitor()]);
  if (accessToken === null || !visitor) throw signInFirst();
  return { ...visitor, accessToken };
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
  return authContext(createAuthGateway(await browserClient(), webParts().env.TALKY_PUBLIC_URL));
}

async function authContext(auth: AuthGateway): Promise<AuthContext> {
  const { db, signIns } = webParts();
  return { db, auth, from: await comesFrom(), allowance: signIns };
}

/** Ends the browser's session and takes its cookies away. */
export async function signOutBrowser(): Promise<void> {
  const { auth } = await browserClient();
  const { data } = await auth.getSession();
  await auth.signOut({ scope: "local" });
  if (data.session) forgetToken(data.session.access_token);
}

/** What a link in a mail is for, as Supabase names it. */
export const LINK_TYPES = ["email", "magiclink", "signup", "recovery", "invite"] as const;
type LinkType = (typeof LINK_TYPES)[number];

/** What an e-mailed link brings: a code, a token's hash, or (in the address's fragment) the tokens themselves. */
export type EmailedProof =
  | { code: string }
  | { tokenHash: string; type: LinkType }
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
export function tokenAuth(): Promise<AuthContext> {
  return authContext(createAuthGateway(tokenClient(), webParts().env.TALKY_PUBLIC_URL));
}
