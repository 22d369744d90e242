import fc from "fast-check";
import type { PathItemOperation } from "#lib/domain/openapi/document";
import type { Dice } from "./dice.ts";
import { goodForm } from "./form.ts";
import { hintsOf } from "./hints.ts";
import { Values } from "./values.ts";
import type { Sent } from "./wire.ts";
import { type Role, tableOf, type World } from "./world.ts";

export interface Described {
  method: string;
  path: string;
  operation: PathItemOperation;
  /** All that there are at this path. */
  methods: readonly string[];
}

export interface FuzzRequest extends Sent {
  described: Described;
  role: Role;
  /** `as described`, or what is strange about it. */
  kind: string;
}

const nameOf = ({ method, path }: Described): string => `${method} ${path}`;

/** May end the session or the membership that asks: sent by somebody who is there for it. */
const ENDS_THE_CALLER =
  /^post \/auth\/(logout|password|sessions\/end)$|^delete \/(auth\/sessions|members)|\/members\/leave$/;
export const endsTheCaller = (described: Described): boolean => ENDS_THE_CALLER.test(nameOf(described));

/** Afterwards the row is not what it was: never one that others belong to. */
const ENDS_ITS_ROW = /^delete |^post \/campaigns\/\{id\}\/stop$/;

/** Leads to the campaign's end: never the one that others belong to. */
const MOVES_ITS_ROW = /^post \/campaigns\/\{id\}\/(start|pause|resume)$/;

/** Five conversations, which others' tests would have to wait for: asked for only by those who may not. */
const TAKES_LONG = "post /campaigns/sample";

export const BASE = "/api/v1";

/** Requests as the description has them, with what the world knows put in. */
export class GoodRequests {
  private readonly world: World;
  private readonly values: Values;

  constructor(world: World) {
    this.world = world;
    this.values = new Values(
      world.document.components.schemas,
      hintsOf(world, (name) => tableOf("/", name)),
    );
  }

  make(described: Described, asked: Role, dice: Dice): FuzzRequest {
    const role =
      nameOf(described) === TAKES_LONG && ["owner", "key", "stranger"].includes(asked) ? "narrow" : asked;
    const { operation, method } = described;
    const { contentType, body } = this.body(operation, dice);
    const isIdempotent = (operation.parameters ?? []).some(({ name }) => name === "Idempotency-Key");
    const token =
      ["owner", "stranger"].includes(role) && endsTheCaller(described)
        ? this.world.leaverToken()
        : this.world.token(role);
    return {
      described,
      role,
      kind: "as described",
      method: method.toUpperCase(),
      path: `${BASE}${this.address(described, dice)}${this.query(operation, dice)}`,
      headers: {
        // An address of its own, so that nobody else is refused because this one asks so much.
        "x-forwarded-for": `198.18.${dice.pick(fc.nat(255))}.${dice.pick(fc.nat(255))}`,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(contentType === null ? {} : { "content-type": contentType }),
        ...(isIdempotent && dice.rarely(2) ? { "idempotency-key": dice.pick(fc.uuid()) } : {}),
      },
      body,
    };
  }

  private query({ parameters = [] }: PathItemOperation, dice: Dice): string {
    const query = new URLSearchParams();
    for (const { in: where, name, schema, required } of parameters) {
      if (where !== "query" || (!required && dice.rarely(2))) continue;
      query.set(name, String(dice.pick(this.values.of(schema, name))).toWellFormed());
    }
    return query.size > 0 ? `?${query}` : "";
  }

  /** The last id in a path is what is asked for; those before it are where it belongs. */
  private address({ method, path }: Described, dice: Dice): string {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
    const isLast = ENDS_ITS_ROW.test(`${method} ${path}`);
    const isMoved = MOVES_ITS_ROW.test(`${method} ${path}`);
    return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const table = tableOf(path, name) ?? "";
      if (name !== names.at(-1)) return this.world.standing(table);
      if (isLast) return this.world.takeMade(table) ?? dice.pick(fc.uuid());
      if (isMoved) return dice.one([...this.world.ids(table).slice(1), dice.pick(fc.uuid())]);
      return dice.rarely(2)
        ? dice.one([...this.world.ids(table), dice.pick(fc.uuid())])
        : this.world.standing(table);
    });
  }

  private body(
    { requestBody }: PathItemOperation,
    dice: Dice,
  ): { contentType: string | null; body: Buffer | null } {
    const { "application/json": json, "multipart/form-data": form } = requestBody?.content ?? {};
    if (form && (!json || dice.rarely(2))) return dice.pick(goodForm(form.schema, this.world));
    if (!json) return { contentType: null, body: null };
    const value = dice.pick(this.values.of(json.schema));
    return { contentType: "application/json", body: Buffer.from(JSON.stringify(value)) };
  }
}
