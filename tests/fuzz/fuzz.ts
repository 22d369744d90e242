import type { OpenApiDocument } from "#lib/domain/openapi/document";
import { eachOperation } from "../isolation/routes.ts";
import { AnswerSchemas } from "./answer-schemas.ts";
import { Dice } from "./dice.ts";
import { Faults } from "./faults.ts";
import { type Described, endsTheCaller, type FuzzRequest, GoodRequests } from "./good-request.ts";
import { madeStrange } from "./strange-request.ts";
import { type Received, Wire } from "./wire.ts";
import type { Role, World } from "./world.ts";

/** Who asks and how, one after the other for each operation: whoever may do most asks most. */
const TURNS: readonly [Role, "good" | "strange"][] = [
  ["owner", "good"],
  ["key", "strange"],
  ["owner", "strange"],
  ["stranger", "good"],
  ["owner", "strange"],
  ["nobody", "good"],
  ["key", "good"],
  ["owner", "strange"],
  ["narrow", "good"],
  ["stranger", "strange"],
  ["owner", "strange"],
  ["nobody", "strange"],
  ["narrow", "strange"],
];

export interface Fault {
  what: string;
  request: FuzzRequest;
  seed: number;
  times: number;
}

export interface Account {
  sent: number;
  operations: number;
  byStatus: Map<number, number>;
  byKind: Map<string, number>;
  /** Operations that were never answered with 2xx. */
  undone: Set<string>;
  faults: Fault[];
}

interface FuzzOptions {
  seed: number;
  requests: number;
  /** So many at once. */
  lanes: number;
}

const described = (document: OpenApiDocument): Described[] => {
  const methodsOf = (path: string): string[] =>
    Object.keys(document.paths[path] ?? {}).map((method) => method.toUpperCase());
  return eachOperation(document).map((one) => ({ ...one, methods: methodsOf(one.path) }));
};

/** Sends so many requests and holds each answer against the description. */
export async function fuzz(world: World, base: string, options: FuzzOptions): Promise<Account> {
  const operations = described(world.document);
  const good = new GoodRequests(world);
  const faults = new Faults(world.document, new AnswerSchemas(world.document));
  const wire = new Wire(base, options.lanes);
  const found = new Map<string, Fault>();
  const account: Account = {
    sent: 0,
    operations: operations.length,
    byStatus: new Map(),
    byKind: new Map(),
    undone: new Set(operations.map(({ method, path }) => `${method} ${path}`)),
    faults: [],
  };

  const note = (what: string, request: FuzzRequest, seed: number): void => {
    const { method, path } = request.described;
    const key = `${method.toUpperCase()} ${path} ${what}`;
    const known = found.get(key);
    if (known) known.times += 1;
    else found.set(key, { what: key, request, seed, times: 1 });
  };

  async function send(index: number): Promise<void> {
    const operation = operations[index % operations.length];
    const round = Math.floor(index / operations.length);
    const [role, how] = TURNS[round % TURNS.length] ?? ["owner", "good"];
    if (operation === undefined) return;
    const seed = (options.seed + index) | 0;
    const dice = new Dice(seed);
    const made = good.make(operation, role, dice);
    const request = how === "good" ? made : madeStrange(made, dice);
    account.sent += 1;
    count(account.byKind, request.kind);
    let answer: Received;
    try {
      answer = await wire.send(request);
    } catch (error) {
      note(`is not answered: ${String(error)}`, request, seed);
      return;
    }
    count(account.byStatus, answer.status);
    for (const what of faults.of(request, answer)) note(what, request, seed);
    if (answer.status >= 300) return;
    account.undone.delete(`${operation.method} ${operation.path}`);
    if (["owner", "key"].includes(role)) world.learn(operation.path, bodyOf(answer));
    if (endsTheCaller(operation)) await world.renewLeaver();
  }

  let next = 0;
  async function lane(): Promise<void> {
    while (next < options.requests) await send(next++);
  }
  await Promise.all(Array.from({ length: options.lanes }, lane));
  wire.close();
  account.faults = [...found.values()];
  return account;
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function bodyOf({ body, headers }: Received): unknown {
  return headers["content-type"]?.startsWith("application/json") ? JSON.parse(body.toString("utf8")) : null;
}

/** A request as somebody can read it, with no more of its body than is needed to know it. */
export function toldRequest({ method, path, role, kind, headers, body }: FuzzRequest): string {
  const { authorization: _, "x-forwarded-for": __, ...shown } = headers;
  const text = body === null ? "" : ` ${body.toString("utf8").slice(0, 300)}`;
  return `${method} ${path.slice(0, 300)} by ${role}, ${kind}: ${JSON.stringify(shown).slice(0, 200)}${text}`;
}
