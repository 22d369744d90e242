import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Stack } from "../../sandbox/launcher/stack.mjs";
import { keepSums, seedBusiness, withoutIndexes } from "../seed-business.ts";

export interface Account {
  email: string;
  password: string;
  contacts: number;
}

/** Stands in a data folder whose businesses are complete. */
const NOTE = "businesses.json";

/**
 * A business of few contacts and calls and one of many, in the stack's database: those of the last run where its data folder
 * was kept and they are as large, else new ones, which takes minutes.
 */
export async function businesses(stack: Stack, few: number, many: number): Promise<Account[]> {
  const note = join(stack.settings.dataDir, NOTE);
  if (existsSync(note)) {
    const kept = JSON.parse(readFileSync(note, "utf8")) as Account[];
    if (kept[0]?.contacts === few && kept[1]?.contacts === many) return kept;
  }
  const db = new pg.Client({ connectionString: stack.environments.ownerDatabaseUrl ?? "" });
  await db.connect();
  try {
    const made = [await signUp(stack, few), await signUp(stack, many)];
    const [small, large] = await Promise.all(made.map((account) => tenantOf(db, account)));
    await seedBusiness(db, small ?? "", few);
    await withoutIndexes(db, () => seedBusiness(db, large ?? "", many));
    await keepSums(db);
    writeFileSync(note, JSON.stringify(made));
    return made;
  } finally {
    await db.end();
  }
}

/** As a visitor would, but without the web app: the trigger makes tenant and profile. */
async function signUp({ environments, secrets }: Stack, contacts: number): Promise<Account> {
  const account = { email: `${randomUUID()}@example.com`, password: `pw-${randomUUID()}`, contacts };
  const response = await fetch(`${environments.web.SUPABASE_URL}/auth/v1/signup`, {
    method: "POST",
    headers: { "content-type": "application/json", apikey: secrets.supabasePublishableKey },
    body: JSON.stringify({
      email: account.email,
      password: account.password,
      data: { name: "Owner", business_name: `With ${contacts} contacts` },
    }),
  });
  if (!response.ok) throw new Error(`signing up answered ${response.status}: ${await response.text()}`);
  return account;
}

async function tenantOf(db: pg.Client, { email }: Account): Promise<string> {
  const { rows } = await db.query<{ tenant_id: string }>(
    "select tenant_id from talky.user_profiles where email = $1",
    [email],
  );
  return rows[0]?.tenant_id ?? "";
}
