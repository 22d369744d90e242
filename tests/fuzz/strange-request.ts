import type { Dice } from "./dice.ts";
import { strangeForm } from "./form.ts";
import { BASE, type FuzzRequest } from "./good-request.ts";
import {
  brokenBody,
  strangeAuthorizations,
  strangeHeaders,
  strangeIds,
  strangeJson,
  strangeQuery,
  strangeTypes,
} from "./mutations.ts";

type Change = (good: FuzzRequest, dice: Dice) => Partial<FuzzRequest>;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/** More than a server reads of a request's headers. */
const TOO_LONG = "m".repeat(20_000);

const withHeaders = (good: FuzzRequest, more: Record<string, string>): Partial<FuzzRequest> => ({
  headers: { ...good.headers, ...more },
});

const jsonOf = ({ body }: FuzzRequest): unknown => {
  try {
    return JSON.parse(body?.toString("utf8") ?? "{}");
  } catch {
    return {};
  }
};

/** What can be strange about a request, by what it is told to be. */
const CHANGES = {
  "a strange value in the body": (good, dice) => ({
    body: Buffer.from(dice.pick(strangeJson(jsonOf(good)))),
    ...withHeaders(good, { "content-type": "application/json" }),
  }),
  "a body that is none": (good, dice) => ({
    body: dice.pick(brokenBody(jsonOf(good))),
    ...withHeaders(good, { "content-type": "application/json" }),
  }),
  "a strange content type": (good, dice) => withHeaders(good, { "content-type": dice.pick(strangeTypes) }),
  "a strange form": (good, dice) => {
    const schema = good.described.operation.requestBody?.content["multipart/form-data"]?.schema ?? {};
    const { contentType, body } = dice.pick(strangeForm(schema));
    return { body, ...withHeaders(good, { "content-type": contentType }) };
  },
  "a strange query": (good, dice) => {
    const names = (good.described.operation.parameters ?? []).flatMap(({ in: where, name }) =>
      where === "query" ? [name] : [],
    );
    return { path: `${good.path.split("?")[0]}?${dice.pick(strangeQuery(names))}` };
  },
  "an id that is none": (good, dice) => {
    const ids = [...good.path.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([id]) => id);
    const id = dice.one(ids);
    return { path: good.path.replace(id, dice.pick(strangeIds)) };
  },
  "a strange header": (good, dice) => withHeaders(good, dice.pick(strangeHeaders)),
  "a strange sign-in": (good, dice) => withHeaders(good, { authorization: dice.pick(strangeAuthorizations) }),
  "another method": (good, dice) => {
    const others = METHODS.filter((method) => !good.described.methods.includes(method));
    return { method: dice.one(others) };
  },
  "headers too long": (good) => withHeaders(good, { "x-more": TOO_LONG }),
  "an address that is none": (good, dice) => ({
    path: dice.one([
      `${BASE}/${good.path.split("/").length}x`,
      `${good.path.split("?")[0]}/more/still/more`,
      `${BASE}/%zz`,
    ]),
  }),
} as const satisfies Record<string, Change>;

export type Strangeness = keyof typeof CHANGES;

/** How often each is taken, where it can be at all. */
function possible(good: FuzzRequest): Strangeness[] {
  const { operation, methods } = good.described;
  const content = operation.requestBody?.content ?? {};
  const json: Strangeness[] = [
    "a strange value in the body",
    "a strange value in the body",
    "a strange value in the body",
    "a strange value in the body",
    "a body that is none",
    "a strange content type",
  ];
  const queries = (operation.parameters ?? []).filter(({ in: where }) => where === "query").length;
  return [
    ...(content["application/json"] ? json : []),
    ...(content["multipart/form-data"]
      ? (["a strange form", "a strange form", "a strange form"] as const)
      : []),
    ...(queries > 0 ? (["a strange query", "a strange query", "a strange query"] as const) : []),
    "a strange query",
    ...(good.described.path.includes("{") ? (["an id that is none"] as const) : []),
    "a strange header",
    "a strange header",
    ...(operation.security.length > 0 ? (["a strange sign-in"] as const) : []),
    ...(methods.length < METHODS.length ? (["another method"] as const) : []),
  ];
}

/** Seldom, since they never reach the operation. */
const SELDOM: readonly Strangeness[] = ["headers too long", "an address that is none"];

export function madeStrange(good: FuzzRequest, dice: Dice): FuzzRequest {
  const kind = dice.rarely(25) ? dice.one(SELDOM) : dice.one(possible(good));
  return { ...good, ...CHANGES[kind](good, dice), kind };
}
