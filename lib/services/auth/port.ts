/** Sign-in and sessions, as Supabase Auth gives them. Errors are `AppError`s whose sentences a person may read. */
import type { Db } from "#lib/data/db";
import type { SignInAllowance } from "./sign-in-allowance.ts";

export interface AuthTokens {
  userId: string;
  accessToken: string;
  refreshToken: string;
  expiresInS: number;
}

export interface NewAccount {
  email: string;
  password: string;
  name: string;
  business_name: string;
  plan_id?: string | undefined;
}

export interface AuthGateway {
  /** null: the address must be confirmed first. Throws `conflict` for a known address, `invalid` for a weak password. */
  signUp(account: NewAccount): Promise<AuthTokens | null>;
  /** Throws `unauthenticated`. */
  signIn(email: string, password: string): Promise<AuthTokens>;
  /** Says nothing of whether the address is known. */
  sendMagicLink(email: string): Promise<void>;
  /** Throws `unauthenticated`. */
  refresh(refreshToken: string): Promise<AuthTokens>;
  /** Ends the session of this access token, or (`global`) all of its person's; one that has ended is no error. */
  signOut(accessToken: string, scope?: "local" | "global"): Promise<void>;
  /** A link to choose a new password. Says nothing of whether the address is known. */
  sendReset(email: string): Promise<void>;
  /** The link that confirms an address, once more. Says nothing of whether the address is known. */
  resendConfirmation(email: string): Promise<void>;
  /** A link that signs in, with an account made where there is none, and leads to `path`; false: none was sent. */
  sendInvitation(email: string, path: string): Promise<boolean>;
  /** Throws `invalid` for a weak password. */
  setPassword(accessToken: string, password: string): Promise<void>;
}

export interface AuthContext {
  db: Db;
  auth: AuthGateway;
  /** Where whoever asks comes from. */
  from: { address: string; userAgent: string };
  allowance: SignInAllowance;
}
