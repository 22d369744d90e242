import { beforeAll, describe, expect, it } from "vitest";
import { AnswerSchemas } from "../fuzz/answer-schemas.ts";
import { Faults } from "../fuzz/faults.ts";
import { type Account, type Fault, fuzz, toldRequest } from "../fuzz/fuzz.ts";
import type { FuzzRequest } from "../fuzz/good-request.ts";
import type { Received } from "../fuzz/wire.ts";
import { World } from "../fuzz/world.ts";
import { webUrl } from "../stack/addresses.ts";

/** Others to be set from outside: `FUZZ_REQUESTS=20000 FUZZ_SEED=7 npm test -- tests/integration/fuzz.test.ts`. */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 1500);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_260_101);

const counted = <K>(counts: Map<K, number>): string =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([key, times]) => `${String(key)} ${times}`)
    .join(", ");

const told = ({ what, times, seed, request }: Fault): string =>
  `${what} (${times}×, seed ${seed})\n    ${toldRequest(request)}`;

const answer = (status: number, body: unknown, headers = {}): Received => ({
  status,
  headers: { "content-type": "application/problem+json", "x-request-id": "1", ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

describe("the API, asked for everything that it describes and does not", () => {
  let world: World;
  let account: Account;
  let faults: Faults;

  beforeAll(async () => {
    world = await World.build();
    const { document } = world;
    faults = new Faults(document, new AnswerSchemas(document));
    account = await fuzz(world, webUrl(), { seed: SEED, requests: REQUESTS, lanes: 8 });
    const { sent, operations, byStatus, byKind, undone } = account;
    console.log(
      `Fuzzer: seed ${SEED}, ${sent} requests to ${operations} operations (${operations - undone.size} of them done at least once), ${account.faults.length} faults.\n` +
        `  answers: ${counted(byStatus)}\n  requests: ${counted(byKind)}\n  never done: ${[...undone].join(", ")}` +
        account.faults.map((fault) => `\n  ${told(fault)}`).join(""),
    );
  }, 1_200_000);

  it("answers as it is described, and never fails", () => {
    expect(account.sent).toBe(REQUESTS);
    expect(account.faults.map(told)).toEqual([]);
  });

  it("tells an answer that is as described from one that is not", () => {
    const { document } = world;
    const operation = document.paths["/clients/{id}"]?.["get"];
    if (!operation) throw new Error("There is no such operation.");
    const request: FuzzRequest = {
      described: { method: "get", path: "/clients/{id}", operation, methods: ["GET", "PATCH", "DELETE"] },
      role: "owner",
      kind: "as described",
      method: "GET",
      path: "/api/v1/clients/1",
      headers: {},
      body: null,
    };
    const problem = {
      type: "about:blank",
      title: "T",
      code: "not_found",
      status: 404,
      detail: "Look for another one.",
    };
    const about = (it: Received, as: Partial<FuzzRequest> = {}): string =>
      faults.of({ ...request, ...as }, it).join(" ");
    expect(about(answer(404, problem))).toBe("");
    expect(about(answer(500, problem))).toContain("answers 500");
    expect(about(answer(418, problem))).toContain("not described");
    expect(about(answer(404, { ...problem, detail: "no" }))).toContain('saying "no"');
    expect(about(answer(404, { ...problem, more: 1 }))).toContain("additional");
    expect(about(answer(404, problem, { "content-type": "text/html" }))).toContain("text/html");
    expect(about(answer(200, {}, { "content-type": "application/json" }))).toContain("outside its schema");
    expect(about(answer(404, problem), { kind: "another method" })).toContain("a method that it has not");
    expect(about(answer(200, {}), { role: "nobody" })).toContain("to nobody");
    expect(about(answer(200, {}), { role: "stranger" })).toContain("to another business");
  });
});
