/** Sign-in and sessions, as Supabase Auth gives them. Errors are `AppError`s whose sentences a person may read. */
import type { Db } from "#lib/data/db";

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
  /** Ends the session of this access token; one that has ended is no error. */
  signOut(accessToken: string): Promise<void>;
}

export interface AuthContext {
  db: Db;
  auth: AuthGateway;
}
