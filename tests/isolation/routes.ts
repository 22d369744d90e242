import type { OpenApiDocument, PathItemOperation } from "#lib/domain/openapi/document";
import type { JsonSchema } from "#lib/domain/openapi/json-schema";

/** One place of one operation in which a request names something: in the path, the query or the body. */
export interface Probe {
  method: string;
  /** As described, with its ids in braces. */
  path: string;
  in: "path" | "query" | "body";
  /** The parameter or the field. */
  name: string;
  /** Whose row it names. */
  table: string;
  example: unknown;
  /** Takes a file rather than JSON. */
  isForm: boolean;
}

/** What an id names, by the folder that it stands behind or by its own name. */
const TABLES: Record<string, string> = {
  agents: "agents",
  // The sessions, behind their folder.
  auth: "user_sessions",
  "api-keys": "api_keys",
  calls: "calls",
  campaigns: "campaigns",
  clients: "clients",
  consents: "consents",
  dnc: "dnc_entries",
  imports: "imports",
  invitations: "invitations",
  members: "user_profiles",
  "phone-numbers": "phone_numbers",
  webhooks: "webhook_endpoints",
  leadId: "leads",
  uploadId: "import_uploads",
  deliveryId: "webhook_deliveries",
  agent_id: "agents",
  campaign_id: "campaigns",
  client_id: "clients",
  lead_id: "leads",
  ids: "leads",
  upload_id: "import_uploads",
  tenant_id: "tenants",
  tenantId: "tenants",
  // No business has one of its own: an id of theirs that is no plan's.
  plan_id: "tenants",
};

export const tableOfParameter = (path: string, name: string): string => {
  const table = TABLES[name === "id" ? (path.split("/")[1] ?? "") : name];
  if (table === undefined)
    throw new Error(`What does ${name} of ${path} name? Tell tests/isolation/routes.ts.`);
  return table;
};

/** Where a field's example would not be read as far as the id, a body that is. */
const BODIES: Record<string, unknown> = {
  "post /campaigns/{id}/contacts/bulk": { action: "delete" },
};

const isId = (schema: JsonSchema): boolean =>
  schema.format === "uuid" || (schema.anyOf ?? []).some((one) => one.format === "uuid");

/** Names of the fields that hold ids, wherever they stand in a body. */
function idFields(document: OpenApiDocument, schema: JsonSchema | undefined): string[] {
  if (schema === undefined) return [];
  if (schema.$ref) return idFields(document, document.components.schemas[schema.$ref.split("/").pop() ?? ""]);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    isId(inner) || (inner.items && isId(inner.items)) ? [name] : [],
  );
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => idFields(document, one));
  return [...new Set([...own, ...inner])];
}

/** Every place of every operation for a tenant's own in which an id can stand. */
export function probesOf(document: OpenApiDocument): Probe[] {
  return eachOperation(document).flatMap(({ method, path, operation }) => {
    if (operation.security.length === 0) return [];
    const json = operation.requestBody?.content["application/json"];
    const at = (where: Probe["in"], name: string): Probe => ({
      method,
      path,
      in: where,
      name,
      table: tableOfParameter(path, name),
      example: (where === "body" ? BODIES[`${method} ${path}`] : undefined) ?? json?.example,
      isForm: operation.requestBody !== undefined && json === undefined,
    });
    const parameters = (operation.parameters ?? []).flatMap(({ in: where, name, schema }) =>
      where !== "header" && isId(schema) ? [at(where, name)] : [],
    );
    return [...parameters, ...idFields(document, json?.schema).map((name) => at("body", name))];
  });
}

export function eachOperation(
  document: OpenApiDocument,
): { method: string; path: string; operation: PathItemOperation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
}

export interface Told {
  status: number;
  text: string;
}

/**
 * Why an answer about somebody else's row is a leak; null: it is none. It must read like that about a row that nobody has,
 * and show nothing of theirs.
 */
export function leakIn(about: { theirs: Told; nobodys: Told }, marks: readonly string[]): string | null {
  const { theirs, nobodys } = about;
  if (marks.some((mark) => theirs.text.includes(mark))) return `shows theirs: ${theirs.text.slice(0, 200)}`;
  if (theirs.status >= 500) return `${theirs.status}`;
  if (theirs.status !== nobodys.status) return `${theirs.status}, and ${nobodys.status} where nobody has it`;
  const [a, b] = [theirs, nobodys].map(({ text }) =>
    text
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "…")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…"),
  );
  return a === b ? null : `tells it from one that nobody has: ${a?.slice(0, 200)} / ${b?.slice(0, 200)}`;
}
