import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AuthGateway } from "#lib/services/auth/port";
import { createAuthGateway } from "@/app/_server/supabase-auth";
import { serveSimulators, type Simulator } from "../../sandbox/simulator.ts";
import { createSupabaseSimulator } from "../../sandbox/supabase/supabase-simulator.ts";
import { ownerDatabaseUrl } from "../stack/addresses.ts";

const NAME = `talky_test_${randomBytes(6).toString("hex")}`;
const PUBLIC = "http://talky.test";
const KEY = "sb_publishable_for_this_test";

let folder: string;
let simulator: Simulator;
let server: Server;
let auth: AuthGateway;
let url: string;
const mails: string[] = [];

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerDatabaseUrl() });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "talky-confirmation-"));
  await admin(`create database ${NAME}`);
  const databaseUrl = new URL(ownerDatabaseUrl());
  databaseUrl.pathname = `/${NAME}`;
  simulator = await createSupabaseSimulator({
    databaseUrl: databaseUrl.toString(),
    url: "http://127.0.0.1",
    publicUrl: PUBLIC,
    storageDir: folder,
    jwtSecret: "a secret of at least thirty-two characters",
    publishableKey: KEY,
    secretKey: "sb_secret_for_this_test",
    confirmsAddresses: true,
    mail: {
      deliver: ({ text }) => {
        mails.push(text);
        return { links: [] };
      },
    },
    log: () => undefined,
  });
  server = serveSimulators([simulator]);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  auth = createAuthGateway(createClient(url, KEY, { auth: { persistSession: false } }), PUBLIC);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await simulator.close();
  await admin(`drop database ${NAME} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

it("where a project asks for it, an address is confirmed by the link of a mail before anybody is in", async () => {
  const account = { email: "new@example.com", password: "a long password", name: "N", business_name: "B" };
  expect(await auth.signUp(account)).toBeNull();
  await expect(auth.signIn(account.email, account.password)).rejects.toMatchObject({
    code: "unauthenticated",
    reason: "email_not_confirmed",
    publicMessage: expect.stringContaining("ask for it again"),
  });
  // The answer is the same for an address that nobody has, and for one that was sent a mail a moment ago.
  for (const email of [account.email, "nobody@example.com"])
    await expect(auth.resendConfirmation(email)).resolves.toBeUndefined();
  const link = /http:\/\/127\.0\.0\.1\/auth\/v1\/verify\?[^\s"<]+/.exec(mails[0] ?? "")?.[0] ?? "";
  const asked = new URL(link.replaceAll("&amp;", "&"));
  const answer = await fetch(url + asked.pathname + asked.search, { redirect: "manual" });
  expect(answer.headers.get("location")).toContain(`${PUBLIC}/api/v1/auth/callback#`);
  expect(await auth.signIn(account.email, account.password)).toMatchObject({
    accessToken: expect.any(String),
  });
});
