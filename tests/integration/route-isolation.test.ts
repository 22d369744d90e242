import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { OpenApiDocument } from "#lib/domain/openapi/document";
import { type Furnished, furnish } from "../isolation/furnish.ts";
import { type Table, tablesOf } from "../isolation/matrix.ts";
import {
  eachOperation,
  leakIn,
  type Probe,
  probesOf,
  tableOfParameter,
  type Told,
} from "../isolation/routes.ts";
import { ownerDatabaseUrl, sandboxUrl, workerUrl } from "../stack/addresses.ts";
import { Api, register } from "../stack/api.ts";

function contactsForm(): FormData {
  const form = new FormData();
  form.set("file", new File(["phone\n+14155550100\n"], "contacts.csv"));
  return form;
}

const idOf = (whose: Furnished, table: string): string =>
  table === "tenants" ? whose.tenantId : (whose.ids[table] ?? "");
const addressOf = (path: string, whose: (name: string) => string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => whose(name));

const told = (status: number, body: unknown): Told => ({ status, text: JSON.stringify(body) });

/** What the worker answers to whoever asks for a call's socket. */
const statusOf = (callId: string, token: string | undefined): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${workerUrl().replace("http", "ws")}/ws/voice/${callId}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    socket.on("unexpected-response", (_, { statusCode }) => resolve(statusCode ?? 0));
    socket.on("open", () => reject(new Error("it opened")));
    socket.on("error", () => undefined);
  });

describe("the API and another tenant's ids", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let api: Api;
  let key: Api;
  let mine: Furnished;
  let theirs: Furnished;
  let them: Api;
  let document: OpenApiDocument;
  let tables: Table[];

  beforeAll(async () => {
    await owner.connect();
    const [me, other] = await Promise.all([register("Mine"), register("Theirs")]);
    api = me.api;
    them = other.api;
    const made = await api.ok<{ key: string }>("POST", "/api-keys", {
      name: "All",
      scopes: ["read", "write", "dial"],
      role: "admin",
    });
    key = new Api(made.key);
    mine = await furnish(owner, me.session.user.tenant_id);
    theirs = await furnish(owner, other.session.user.tenant_id);
    document = await new Api(null).ok<OpenApiDocument>("GET", "/openapi.json");
    tables = (await tablesOf(owner)).filter((table) => table.key !== null);
  });
  afterAll(() => owner.end());

  /** The probe's request: all other ids are the caller's own. */
  async function ask(as: Api, probe: Probe, id: string): Promise<Told> {
    const { method, path, in: where, name, example, isForm } = probe;
    const address = addressOf(path, (other) =>
      where === "path" && other === name ? id : idOf(mine, tableOfParameter(path, other)),
    );
    const query = where === "query" ? `?${new URLSearchParams({ [name]: id })}` : "";
    const field = where === "body" ? { [name]: name.endsWith("ids") ? [id] : id } : {};
    const json = example === undefined && where !== "body" ? undefined : { ...(example as object), ...field };
    const body = isForm ? contactsForm() : json;
    const answer = await as.call(method.toUpperCase(), `${address}${query}`, body);
    return { status: answer.status, text: JSON.stringify(answer.body) };
  }

  /** Of everything that is theirs. */
  async function theirRows(): Promise<Record<string, string>> {
    const sums = tables.map(
      ({ name, key }) =>
        `(select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from talky.${name} t where ${key} = $1) as "${name}"`,
    );
    return (
      (await owner.query<Record<string, string>>(`select ${sums.join(", ")}`, [theirs.tenantId])).rows[0] ??
      {}
    );
  }
  it("answer as if it were nobody's, and change nothing", async () => {
    const probes = probesOf(document);
    const leaks: string[] = [];
    let before = await theirRows();
    for (const probe of probes) {
      const said = `${probe.method} ${probe.path} with theirs in ${probe.in} ${probe.name}`;
      for (const [who, as] of Object.entries({ session: api, key })) {
        const [about, nobodys] = await Promise.all([
          ask(as, probe, idOf(theirs, probe.table)),
          ask(as, probe, randomUUID()),
        ]);
        const answers = { theirs: about, nobodys };
        const leak = leakIn(answers, [theirs.mark]);
        if (leak !== null) leaks.push(`${who}: ${said}: ${leak}`);
        const { status } = answers.theirs;
        if (probe.in === "path" && ![403, 404].includes(status)) leaks.push(`${who}: ${said}: ${status}`);
      }
      const after = await theirRows();
      for (const { name } of tables) if (after[name] !== before[name]) leaks.push(`${said}: changed ${name}`);
      before = after;
    }
    const routes = new Set(probes.map(({ method, path }) => `${method} ${path}`));
    console.log(
      `Isolation: ${routes.size} of ${eachOperation(document).length} routes take ids, ${probes.length} ids × 2 callers × 2 owners = ${probes.length * 4} requests, ${leaks.length} leaks.`,
    );
    expect(leaks).toEqual([]);
    expect(probes.filter((probe) => probe.in === "query").length).toBeGreaterThan(10);
    expect(probes.filter((probe) => probe.in === "body").length).toBeGreaterThan(5);
  });

  it("show nothing of theirs in a list, a figure or an export, and something of one's own", async () => {
    const shown: string[] = [];
    for (const { method, path, operation } of eachOperation(document)) {
      const isStream = JSON.stringify(operation.responses["200"] ?? {}).includes("text/event-stream");
      if (method !== "get" || isStream) continue;
      const answer = await api.get(addressOf(path, (name) => idOf(mine, tableOfParameter(path, name))));
      const text = await answer.text();
      // Its file was never recorded.
      expect(answer.status !== 404 || path === "/calls/{id}/recording", `${path} knows one's own`).toBe(true);
      expect(text.includes(theirs.mark) || text.includes(theirs.tenantId), path).toBe(false);
      if (text.includes(mine.mark)) shown.push(path);
    }
    expect(shown).toEqual(
      expect.arrayContaining(["/campaigns/{id}/contacts/export.csv", "/calls/{id}/transcript"]),
    );
    expect(shown.length).toBeGreaterThan(15);
  });

  it("are nobody's without a session or a key", async () => {
    for (const { method, path, operation } of eachOperation(document)) {
      if (operation.security.length === 0) continue;
      const address = addressOf(path, (name) => idOf(theirs, tableOfParameter(path, name)));
      const answer = await new Api(null).call(
        method.toUpperCase(),
        address,
        method === "get" ? undefined : {},
      );
      expect(answer.status, `${method} ${path}`).toBe(401);
    }
  });

  it("tell a leak from an answer that is none", () => {
    const nobodys = told(404, { code: "not_found", request_id: randomUUID() });
    const leak = (theirs: Told): string | null => leakIn({ theirs, nobodys }, ["mark"]);
    expect(leak(told(404, { code: "not_found", request_id: randomUUID() }))).toBeNull();
    expect(leak(told(200, { id: 1 }))).toContain("200");
    expect(leak(told(404, { code: "not_found", detail: "mark" }))).toContain("theirs");
    expect(leak(told(404, { code: "gone" }))).toContain("tells it");
  });

  it("open no stream of theirs", async () => {
    const left = new AbortController();
    await owner.query(
      "insert into talky.call_events (tenant_id, job_id, call_id, type, data) values ($1, $2, $3, 'call.state', $4)",
      [theirs.tenantId, theirs.ids["dialer_jobs"], theirs.ids["calls"], { text: theirs.mark }],
    );
    const response = await api.get("/live?after=0", {}, left.signal);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("live.ready")) text += (await reader?.read())?.value ?? "";
    left.abort();
    expect(text).not.toContain(theirs.mark);
    expect(text).not.toContain(theirs.ids["calls"]);
  });

  it("give no file away: storage is shut to whoever comes past us", async () => {
    await them.ok("POST", `/campaigns/${theirs.ids["campaigns"]}/contacts/uploads`, contactsForm());
    const { rows } = await owner.query<{ path: string }>(
      "select file_path as path from talky.import_uploads where tenant_id = $1 order by created_at desc limit 1",
      [theirs.tenantId],
    );
    const file = `imports/${rows[0]?.path}`;
    const { access_token: token } = (await register()).session;
    for (const [method, path, body] of [
      ["GET", `object/public/${file}`],
      ["GET", `object/${file}`],
      ["GET", `object/authenticated/${file}`],
      ["GET", `object/info/${file}`],
      ["POST", `object/sign/${file}`, { expiresIn: 60 }],
      ["POST", "object/list/imports", { prefix: rows[0]?.path.split("/")[0], limit: 10 }],
      ["POST", `object/${file}`, {}],
      ["PUT", `object/${file}`, {}],
      ["DELETE", `object/${file}`],
      ["DELETE", "object/imports", { prefixes: [rows[0]?.path] }],
    ] as const) {
      for (const bearer of [undefined, token, "sb_publishable_guess"]) {
        const response = await fetch(`${sandboxUrl()}/storage/v1/${path}`, {
          method,
          headers: {
            "content-type": "application/json",
            ...(bearer ? { authorization: `Bearer ${bearer}`, apikey: bearer } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const text = await response.text();
        const isNothing = response.status >= 400 || text === "[]";
        expect(isNothing, `${method} ${path} as ${bearer}: ${response.status} ${text}`).toBe(true);
      }
    }
    const kept = await owner.query("select 1 from storage.objects where name = $1", [rows[0]?.path]);
    expect(kept.rows, "the file is there").toHaveLength(1);
  });

  it("open no audio socket of a call with a wrong token, or without one", async () => {
    const { rows } = await owner.query<{ hash: string }>(
      "select socket_token_hash as hash from talky.calls where id = $1",
      [theirs.ids["calls"]],
    );
    for (const token of [undefined, randomUUID(), rows[0]?.hash])
      for (const callId of [theirs.ids["calls"] ?? "", randomUUID()])
        expect(await statusOf(callId, token)).toBe(401);
  });
});
