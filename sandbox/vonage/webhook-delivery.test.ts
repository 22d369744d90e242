import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "./clock.ts";
import { WebhookDelivery } from "./webhook-delivery.ts";

const SIGNER = { applicationId: "app", apiKey: "key", signatureSecret: "secret" };
/** Whoever answers at all has long enough on a busy machine. */
const limitsFor = (answer: Answer) => ({
  connectTimeoutMs: 5000,
  responseTimeoutMs: answer === "silence" ? 1000 : 10_000,
});
const NCCO = [{ action: "connect" }];

type Answer = number | "silence" | "reset";
let server: Server;
let url: string;
let answers: Answer[];
let tokens: string[];

beforeEach(async () => {
  tokens = [];
  server = createServer((req, res) => {
    tokens.push(req.headers.authorization ?? "");
    req.resume();
    const answer = answers.shift() ?? 200;
    if (answer === "reset") req.socket.resetAndDestroy();
    else if (answer !== "silence") res.writeHead(answer).end(JSON.stringify(NCCO));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/event`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const send = (mayAnswer: boolean, first: Answer = 200): Promise<unknown> =>
  new WebhookDelivery(SIGNER, systemClock).send({
    url,
    method: "POST",
    body: { status: "answered" },
    mayAnswer,
    limits: limitsFor(first),
  });

describe("a webhook that fails", () => {
  it.each<[Answer, boolean, number]>([
    ["silence", false, 2],
    ["silence", true, 2],
    ["reset", false, 1],
    ["reset", true, 2],
    [429, true, 2],
    [503, true, 2],
    [504, true, 2],
    [503, false, 1],
    [500, true, 1],
    [404, true, 1],
    [401, true, 1],
    [200, true, 1],
  ])("with %s (may answer: %s) is tried %i times", async (answer, mayAnswer, tries) => {
    answers = [answer];
    const given = await send(mayAnswer, answer);
    expect(tokens).toHaveLength(tries);
    expect(new Set(tokens).size).toBe(tries);
    expect(given).toEqual(tries === 2 || answer === 200 ? NCCO : null);
  });

  it("is tried twice and no more", async () => {
    answers = [503, 503, 200];
    expect(await send(true)).toBeNull();
    expect(tokens).toHaveLength(2);
  });

  it("finds nobody there", async () => {
    url = "http://127.0.0.1:1/event";
    expect(await send(true)).toBeNull();
  });
});
