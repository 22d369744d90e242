import { randomUUID } from "node:crypto";
import pg from "pg";
import { ownerDatabaseUrl } from "./addresses.ts";
import { Api, until } from "./api.ts";
import { sandboxMail } from "./sandbox.ts";

export interface Invited {
  id: string;
  email: string;
  role: string;
  link: string;
  is_mailed: boolean;
}

export interface Joined {
  api: Api;
  id: string;
  email: string;
  password: string;
}

export const someAddress = (): string => `${randomUUID()}@example.com`;
export const tokenOfLink = (link: string): string => link.slice(link.lastIndexOf("/") + 1);

/** The newest mail's link to an address, followed: the session that it begins, and where it leads. */
export async function followMail(email: string): Promise<{ api: Api; accessToken: string; next: string }> {
  const link = await until(
    async () => (await sandboxMail()).findLast((mail) => mail.to === email)?.links[0],
    (found) => found !== undefined,
    { limitMs: 10_000, what: `a mail to ${email}` },
  );
  const answer = await fetch(link ?? "", { redirect: "manual" });
  const page = new URL(answer.headers.get("location") ?? "");
  const accessToken = new URLSearchParams(page.hash.slice(1)).get("access_token") ?? "";
  return { api: new Api(accessToken), accessToken, next: page.searchParams.get("next") ?? "" };
}

/** Somebody new in the business, by invitation, mail and link. */
export async function join(inviter: Api, role: "admin" | "user", email = someAddress()): Promise<Joined> {
  const { link } = await inviter.ok<Invited>("POST", "/invitations", { email, role });
  const { api } = await followMail(email);
  const password = `pw-${randomUUID()}`;
  const accepted = await api.ok<{ id: string }>("POST", "/invitations/accept", {
    token: tokenOfLink(link),
    name: `A ${role}`,
    password,
  });
  return { api, id: accepted.id, email, password };
}

/** From now on an operator of the platform; nobody becomes one by sign-up. */
export async function makeOperator(userId: string): Promise<void> {
  const database = new pg.Client({ connectionString: ownerDatabaseUrl() });
  await database.connect();
  await database.query("insert into talky.operators (user_id) values ($1)", [userId]);
  await database.end();
}
