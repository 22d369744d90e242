import { beforeAll, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "#lib/domain/openapi/document";
import { AnswerSchemas } from "../fuzz/answer-schemas.ts";
import { webUrl } from "../stack/addresses.ts";
import {
  all,
  analysisIsOver,
  Api,
  type Call,
  campaignIs,
  createCampaign,
  importFile,
  register,
} from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

/** It has no end, so that only its beginning is looked at. */
async function expectStream(api: Api, path: string): Promise<void> {
  const left = new AbortController();
  const response = await api.get(path, {}, left.signal);
  expect([response.status, response.headers.get("content-type")], path).toEqual([200, "text/event-stream"]);
  left.abort();
}

describe("the API's description in the running product", () => {
  let api: Api;
  let document: OpenApiDocument;
  let schemas: AnswerSchemas;
  let ids: Record<string, string>;

  beforeAll(async () => {
    ({ api } = await register("Described"));
    document = await new Api(null).ok<OpenApiDocument>("GET", "/openapi.json");
    schemas = new AnswerSchemas(document);
    const agent = await api.ok<{ id: string }>("POST", "/agents", { name: "Nora" });
    const campaign = await createCampaign(api, { agent_id: agent.id, max_concurrent_calls: 1 });
    const imported = await importFile(
      api,
      campaign.id,
      `phone,first_name\n${numberOf("12", "646")},Ada\nnonsense,Bob\n`,
    );
    const { id: importId } = imported as unknown as { id: string };
    await api.ok("POST", `/campaigns/${campaign.id}/start`);
    await campaignIs(api, campaign.id, "completed", 90_000)();
    const [call] = await all<Call>(api, "/calls");
    const client = await api.ok<{ id: string }>("POST", "/clients", {
      name: "Ada",
      phone_number: numberOf("12", "646"),
    });
    await api.ok("POST", `/campaigns/${campaign.id}/contacts/${call?.lead_id}/consents`, {
      purpose: "marketing",
    });
    await api.ok("POST", "/dnc", { phone_number: numberOf("07", "646") });
    await api.ok("POST", "/api-keys", { name: "k", scopes: ["read"] });
    const events = ["call.ended"];
    const webhook = await api.ok<{ id: string }>("POST", "/webhooks", { url: "http://127.0.0.1:1/", events });
    await api.ok("POST", `/webhooks/${webhook.id}/test`);
    await analysisIsOver(api, call?.id ?? "");
    ids = {
      agents: agent.id,
      calls: call?.id ?? "",
      campaigns: campaign.id,
      clients: client.id,
      imports: importId,
      webhooks: webhook.id,
      leadId: call?.lead_id ?? "",
    };
  });

  /** The address of a path with this business's own ids in it. */
  const addressOf = (path: string): string => {
    const [, of = ""] = path.split("/");
    return path.replace(/\{id\}/, ids[of] ?? "").replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");
  };

  it("holds for what every GET route answers", async () => {
    const paths = Object.entries(document.paths).flatMap(([path, item]) =>
      item["get"] ? [[path, item["get"]] as const] : [],
    );
    expect(paths.length).toBeGreaterThan(30);
    const query: Record<string, string> = {
      "/analytics/export.csv": "?of=calls",
      "/voices/sample": `?voice_id=${(await api.ok<{ items: { id: string }[] }>("GET", "/voices")).items[0]?.id}`,
    };
    for (const [path, described] of paths) {
      if (described.responses["200"]?.content?.["text/event-stream"]) {
        await expectStream(api, path);
        continue;
      }
      const { response, bytes } = await api.bytes(addressOf(path) + (query[path] ?? ""));
      // Nobody talks any more in the call that is asked about.
      const status = path.startsWith("/admin/") ? 403 : path.endsWith("/audio") ? 409 : 200;
      expect(response.status, path).toBe(status);
      const [type = ""] = (response.headers.get("content-type") ?? "").split(";");
      const content = described.responses[String(response.status)]?.content?.[type];
      expect(content, `${path} answers ${type}`).toBeDefined();
      if (type.endsWith("json") && content) {
        expect.soft(schemas.refusals(content.schema, JSON.parse(bytes.toString("utf8"))), path).toEqual([]);
      }
    }
  });

  it("holds for errors, and tells a broken answer from a good one", async () => {
    const problem = await api.call("GET", `/calls/${ids["campaigns"]}`);
    const described = document.paths["/calls/{id}"]?.["get"]?.responses["404"]?.content;
    const schema = described?.["application/problem+json"]?.schema ?? {};
    expect(problem.status).toBe(404);
    expect(schemas.refusals(schema, problem.body)).toEqual([]);
    expect(schemas.refusals(schema, { ...(problem.body as object), status: "404" })).not.toEqual([]);
    expect(schemas.refusals(schema, { ...(problem.body as object), more: 1 })).not.toEqual([]);
  });

  it("can be read as a page by anybody, with every operation on it", async () => {
    const page = await fetch(`${webUrl()}/api/docs`);
    expect(page.status).toBe(200);
    const html = await page.text();
    for (const item of Object.values(document.paths))
      for (const { operationId } of Object.values(item)) expect(html).toContain(`id="${operationId}"`);
    expect(html).not.toMatch(/(src|href)="https?:\/\/(?!127\.0\.0\.1)/);
  });
});
