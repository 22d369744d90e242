import pg from "pg";
import type { OpenApiDocument } from "#lib/domain/openapi/document";
import { furnish, type Furnished } from "../isolation/furnish.ts";
import { tableOfParameter } from "../isolation/routes.ts";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { Api, register } from "../stack/api.ts";
import type { Known } from "./hints.ts";

/**
 * Who asks: the business's owner, a key of theirs that may do everything, one that may only look, nobody, and the owner of
 * another business, who asks about the first one's rows.
 */
export const ROLES = ["owner", "key", "narrow", "nobody", "stranger"] as const;
export type Role = (typeof ROLES)[number];

/** What the last answers brought is forgotten when so much has come since. */
const MOST_KEPT = 12;

/** Two businesses of their own, and what is known of the first one's rows. */
export class World implements Known {
  readonly document: OpenApiDocument;
  private readonly tokens: Record<Role, string | null>;
  private readonly furnished: Furnished;
  private readonly planIds: readonly string[];
  private readonly made = new Map<string, string[]>();
  private readonly seenCursors: string[] = [];
  private leaver: string;

  private constructor(
    document: OpenApiDocument,
    tokens: Record<Role, string | null>,
    furnished: Furnished,
    planIds: readonly string[],
    leaver: string,
  ) {
    this.document = document;
    this.tokens = tokens;
    this.furnished = furnished;
    this.planIds = planIds;
    this.leaver = leaver;
  }

  static async build(): Promise<World> {
    const nobody = new Api(null);
    const [document, plans, ours, theirs, leaver] = await Promise.all([
      nobody.ok<OpenApiDocument>("GET", "/openapi.json"),
      nobody.ok<{ items: { id: string }[] }>("GET", "/plans"),
      register("Fuzzed"),
      register("Fuzzing"),
      register("Left"),
    ]);
    const key = (name: string, scopes: string[], role: string): Promise<{ key: string }> =>
      ours.api.ok("POST", "/api-keys", { name, scopes, role });
    const [wide, narrow] = await Promise.all([
      key("Wide", ["read", "write", "dial"], "admin"),
      key("Narrow", ["read"], "user"),
    ]);
    const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
    await owner.connect();
    const furnished = await furnish(owner, ours.session.user.tenant_id);
    await owner.end();
    const tokens = {
      owner: ours.session.access_token,
      key: wide.key,
      narrow: narrow.key,
      nobody: null,
      stranger: theirs.session.access_token,
    };
    const planIds = plans.items.map(({ id }) => id);
    return new World(document, tokens, furnished, planIds, leaver.session.access_token);
  }

  token(role: Role): string | null {
    return this.tokens[role];
  }

  /** Somebody whose session, membership or business may come to its end. */
  leaverToken(): string {
    return this.leaver;
  }

  async renewLeaver(): Promise<void> {
    this.leaver = (await register("Left")).session.access_token;
  }

  ids(table: string): readonly string[] {
    if (table === "plans") return this.planIds;
    const own = this.furnished.ids[table];
    return [...(own === undefined ? [] : [own]), ...(this.made.get(table) ?? [])];
  }

  /** The one that came with the business, which others belong to. */
  standing(table: string): string {
    return table === "tenants" ? this.furnished.tenantId : (this.furnished.ids[table] ?? "");
  }

  /** One that nothing depends on, given away for good; undefined: there is none. */
  takeMade(table: string): string | undefined {
    return this.made.get(table)?.shift();
  }

  cursors(): readonly string[] {
    return this.seenCursors;
  }

  /** Remembers what an answer to the first business brought: the id of what was made, where a list goes on. */
  learn(path: string, body: unknown): void {
    const { id, upload_id, import_id, next_cursor } = (body ?? {}) as Record<string, unknown>;
    const table = tableOfPath(path);
    if (typeof id === "string" && table !== undefined) this.keep(table, id);
    if (typeof upload_id === "string") this.keep("import_uploads", upload_id);
    if (typeof import_id === "string") this.keep("imports", import_id);
    if (typeof next_cursor !== "string") return;
    this.seenCursors.push(next_cursor);
    if (this.seenCursors.length > MOST_KEPT) this.seenCursors.shift();
  }

  private keep(table: string, id: string): void {
    const kept = this.made.get(table) ?? [];
    this.made.set(table, [...kept, id].slice(-MOST_KEPT));
  }
}

/** Whose row a field or a parameter of that name points to. */
export function tableOf(path: string, name: string): string | undefined {
  if (name === "plan_id") return "plans";
  try {
    return tableOfParameter(path, name);
  } catch {
    return undefined;
  }
}

/** What a POST to this path makes. */
function tableOfPath(path: string): string | undefined {
  if (path.endsWith("/contacts")) return "leads";
  if (path.endsWith("/consents")) return "consents";
  return path.includes("{") ? undefined : tableOf(path, "id");
}
