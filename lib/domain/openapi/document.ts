import type { WebhookEvent } from "../api/webhook.ts";
import { permissionOf, roleRefusal } from "../roles/actions.ts";
import { USER_ROLES } from "../statuses.ts";
import { componentSchemas, type JsonSchema, refTo, schemaOf } from "./json-schema.ts";
import {
  type AnswerForm,
  type Media,
  type Operation,
  operationId,
  pathParameters,
  TAGS,
} from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { MESSAGE_NAMES } from "./schemas.ts";
import { API_SCOPES, WEBHOOK_EVENTS } from "../choices.ts";

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}
interface Response {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content?: Record<string, { schema: JsonSchema; example?: unknown }>;
}
export interface PathItemOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: {
    required: true;
    content: Record<string, { schema: JsonSchema; example?: unknown }>;
  };
  responses: Record<string, Response>;
}
export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: readonly { name: string; description: string }[];
  paths: Record<string, Record<string, PathItemOperation>>;
  webhooks: Record<string, { post: Omit<PathItemOperation, "security" | "parameters"> }>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, unknown> };
}

const DESCRIPTION = `Everything that the screens do. JSON in snake_case; times in ISO 8601, UTC; money in millionths of the currency's unit
(\`_micros\`); durations in seconds (\`_s\`) or milliseconds (\`_ms\`). Sign in with an API key or an access token: \`Authorization: Bearer …\`. A key
has the scopes ${API_SCOPES.map((scope) => `\`${scope}\``).join(", ")}; each call names the one that it needs. Lists are read page by page: \`limit\`, and \`cursor\` with the
\`next_cursor\` of the page before. Errors are \`application/problem+json\` and say what to do. What another business owns is 404.`;

/** The API as OpenAPI 3.1, made of the schemas that its routes validate with. */
export function openApiDocument(publicUrl: string): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const operation of OPERATIONS) {
    const item = (paths[operation.path] ??= {});
    item[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Talky API", version: "1.0.0", description: DESCRIPTION.replaceAll("\n", " ") },
    servers: [{ url: `${publicUrl.replace(/\/+$/, "")}/api/v1` }],
    tags: TAGS,
    paths,
    webhooks: Object.fromEntries(WEBHOOK_EVENTS.map((event) => [event, { post: message(event) }])),
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "An API key (`tk_live_…`) or the access token of a session.",
        },
      },
    },
  };
}

/** What is posted to a customer's own server. */
function message(event: WebhookEvent): OpenApiDocument["webhooks"][string]["post"] {
  return {
    operationId: `webhook_${event.replace(".", "_")}`,
    tags: ["Webhooks"],
    summary: event,
    requestBody: {
      required: true,
      content: { "application/json": { schema: refTo(MESSAGE_NAMES[event]) } },
    },
    responses: { "2XX": { description: "Taken. Whatever else is answered, it is tried again." } },
  };
}

function describe(operation: Operation): PathItemOperation {
  const parameters = parametersOf(operation);
  const body = bodyOf(operation);
  return {
    operationId: operationId(operation),
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: securityOf(operation),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.answers).map(([status, form]) => [status, answer(Number(status), form)]),
      ),
      ...Object.fromEntries(problemsOf(operation).map(([status, text]) => [status, problem(text)])),
      default: problem("Anything else that went wrong."),
    },
  };
}

function securityOf({ access }: Operation): Record<string, string[]>[] {
  if (access === "open") return [];
  const roles = ["any", "person", "session"].includes(access) ? [] : [access];
  return [{ bearer: roles }];
}

const IDEMPOTENCY_KEY: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Any text of your own: the same request with the same key within a day is done once, and answered alike.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x21-\\x7e]+$" },
};

function parametersOf({ path, query, isIdempotent }: Operation): Parameter[] {
  const ids = pathParameters(path).map((name) => ({
    name,
    in: "path" as const,
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  return [
    ...ids,
    ...(query ? queryParameters(schemaOf(query, "input")) : []),
    ...(isIdempotent ? [IDEMPOTENCY_KEY] : []),
  ];
}

export function queryParameters({ properties = {}, required = [] }: JsonSchema): Parameter[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function bodyOf({ body, example, form }: Operation) {
  const json = body && {
    "application/json": { schema: refTo(body), ...(example === undefined ? {} : { example }) },
  };
  if (!form) return json;
  const texts = Object.entries(form).map(([name, description]) => [name, { type: "string", description }]);
  const schema: JsonSchema = {
    type: "object",
    properties: { file: { type: "string", format: "binary" }, ...Object.fromEntries(texts) },
    required: ["file"],
  };
  return { "multipart/form-data": { schema }, ...json };
}

const PHRASES: Record<number, string> = {
  200: "Done.",
  201: "Made.",
  202: "Accepted.",
  204: "Done; there is no body.",
  206: "A part of it.",
  303: "Go there.",
  503: "A part is down.",
};

function answer(status: number, form: AnswerForm): Response {
  const description = PHRASES[status] ?? "The answer.";
  if (form === "nothing") return { description };
  if (typeof form === "string")
    return { description, content: { "application/json": { schema: refTo(form) } } };
  if ("media" in form) return media(form);
  const [first, second] = form.map((one) => answer(status, one));
  const sides = [first, second].map((side) => side?.content?.["application/json"]?.schema);
  if (sides[0] && sides[1])
    return { description, content: { "application/json": { schema: { anyOf: [sides[0], sides[1]] } } } };
  return { description, content: { ...first?.content, ...second?.content } };
}

const media = ({ media: type, description }: Media): Response => ({
  description,
  content: { [type]: { schema: type === "application/json" ? { type: "object" } : { type: "string" } } },
});

const problem = (description: string): Response => ({
  description,
  content: { "application/problem+json": { schema: refTo("Problem") } },
});

/** What an operation asks of the role; undefined: nothing. */
export function roleNeeded(may: Operation["may"]): string | undefined {
  if (may === "operator") return "Only the platform's operators can do this.";
  return may && permissionOf(may).roles.length < USER_ROLES.length ? roleRefusal(may) : undefined;
}

/** Of these nothing is asked but to be somebody, or not even that. */
const IS_OPEN = new Set<Operation["access"]>(["open", "any", "session"]);

/** The errors that a caller has to reckon with, by what the operation takes. */
export function problemsOf({
  access,
  may,
  body,
  form,
  query,
  path,
  conflict,
  isIdempotent,
  mayBeTooMuch,
  problems = {},
}: Operation): [number, string][] {
  const hasInput = body !== undefined || form !== undefined;
  const reused = "The Idempotency-Key was used for another request.";
  const clash = [conflict, isIdempotent ? reused : undefined].filter(Boolean).join(" ");
  const all: [number, string | false | undefined][] = [
    [400, hasInput && "The body cannot be read."],
    [401, access !== "open" && "No session and no API key, or one that holds no longer."],
    [403, !IS_OPEN.has(access) && (roleNeeded(may) ?? "The key's scope is not enough.")],
    [404, pathParameters(path).length > 0 && "There is nothing with this id."],
    [409, clash || undefined],
    [413, hasInput && "The body is too large."],
    [415, form !== undefined && "The file does not come as multipart/form-data."],
    [
      422,
      (hasInput || query !== undefined) && "Something in it is wrong: `errors` says what, field by field.",
    ],
    [429, (mayBeTooMuch ?? access !== "open") && "Too many requests: wait as long as `Retry-After` says."],
  ];
  const own = Object.entries(problems).map(([status, text]): [number, string] => [Number(status), text]);
  const usual = all.flatMap(([status, text]): [number, string][] =>
    text && problems[status] === undefined ? [[status, text]] : [],
  );
  return [...usual, ...own].toSorted(([a], [b]) => a - b);
}
