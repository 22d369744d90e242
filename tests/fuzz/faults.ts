import type { OpenApiDocument } from "#lib/domain/openapi/document";
import type { JsonSchema } from "#lib/domain/openapi/json-schema";
import { ERROR_STATUS } from "#lib/errors/app-error";
import type { AnswerSchemas } from "./answer-schemas.ts";
import type { FuzzRequest } from "./good-request.ts";
import type { Strangeness } from "./strange-request.ts";
import type { Received } from "./wire.ts";

/** These never reach the operation, so that its own answers are not asked for. */
const ELSEWHERE: readonly string[] = [
  "another method",
  "headers too long",
  "an address that is none",
] satisfies Strangeness[];

const TELLS_INSIDES =
  /\b(syntax error|violates|relation "|ECONN|stack|\bat .*\.js|undefined|\[object|Unexpected token)/;

const isSentence = (text: string): boolean => /^\S.{4,}[.!?]$/su.test(text) && text.includes(" ");

/** Holds answers against the description. */
export class Faults {
  private readonly schemas: AnswerSchemas;
  private readonly problem: JsonSchema;

  constructor(document: OpenApiDocument, schemas: AnswerSchemas) {
    this.schemas = schemas;
    this.problem = { $ref: "#/components/schemas/Problem" };
    if (!document.components.schemas["Problem"]) throw new Error("The description has no Problem.");
  }

  /** What is wrong with this answer to this request; nothing: it is as described. */
  of(request: FuzzRequest, answer: Received): string[] {
    const { described, kind } = request;
    const { status } = answer;
    const told = described.operation.responses;
    if (status >= 500 && told[String(status)] === undefined) return [`answers ${status}`];
    if (ELSEWHERE.includes(kind)) return this.elsewhere(request, answer);
    const response = told[String(status)];
    if (response === undefined) return [`answers ${status}, which is not described (${detailOf(answer)})`];
    return [
      ...this.content(response.content, answer),
      ...this.error(answer),
      ...this.taken(request, answer),
      ...this.leaks(request, answer),
    ];
  }

  private elsewhere({ kind, described }: FuzzRequest, answer: Received): string[] {
    const { status, headers } = answer;
    // Node itself closes the door, before there is a request.
    if (kind === "headers too long" && status === 431) return [];
    if (kind !== "another method")
      return [400, 401, 404].includes(status) ? this.error(answer) : [`answers ${status} to ${kind}`];
    if (status !== 405) return [`answers ${status} to a method that it has not`];
    const allowed = (headers["allow"] ?? "").split(/,\s*/);
    const missing = described.methods.filter((method) => !allowed.includes(method));
    return [...missing.map((method) => `does not allow ${method} in Allow`), ...this.error(answer)];
  }

  private content(content: Record<string, { schema: JsonSchema }> | undefined, answer: Received): string[] {
    const [type = ""] = (answer.headers["content-type"] ?? "").split(";");
    if (content === undefined)
      return answer.body.length > 0 ? [`answers ${answer.status} with a body that is not described`] : [];
    const form = content[type];
    if (form === undefined) return [`answers ${answer.status} as "${type}", which is not described`];
    if (!type.endsWith("json")) return [];
    return this.schemas
      .refusals(form.schema, jsonOf(answer))
      .map((refusal) => `answers ${answer.status} outside its schema: ${refusal}`);
  }

  /** An error is a problem in JSON, and its sentence can be read by whoever sent the request. */
  private error(answer: Received): string[] {
    const { status, headers } = answer;
    if (status < 400 || status === 503) return [];
    const at = (what: string): string => `answers ${status} ${what}`;
    const [type] = (headers["content-type"] ?? "").split(";");
    if (type !== "application/problem+json") return [at(`as ${type}`)];
    const problem = jsonOf(answer) as Record<string, unknown>;
    const refusals = this.schemas.refusals(this.problem, problem).map((r) => at(`outside Problem: ${r}`));
    if (refusals.length > 0) return refusals;
    const { detail, code, errors } = problem as {
      detail: string;
      code: string;
      errors?: { message: string }[];
    };
    const sentences = [detail, ...(errors ?? []).map(({ message }) => message)];
    return [
      ...(problem["status"] === status ? [] : [at(`and calls it ${String(problem["status"])}`)]),
      ...(code in ERROR_STATUS ? [] : [at(`with the code ${code}`)]),
      ...sentences.filter((text) => !isSentence(text)).map((text) => at(`saying "${text}"`)),
      ...sentences.filter((text) => TELLS_INSIDES.test(text)).map((text) => at(`telling "${text}"`)),
      ...(headers["x-request-id"] ? [] : [at("without an id")]),
      ...(status === 401 && !headers["www-authenticate"] ? [at("without www-authenticate")] : []),
      ...(status === 429 && !headers["retry-after"] ? [at("without retry-after")] : []),
    ];
  }

  /** What the description does not let be sent is not taken. */
  private taken({ described, headers, body }: FuzzRequest, { status }: Received): string[] {
    const json = described.operation.requestBody?.content["application/json"];
    if (status >= 300 || !json || body === null || headers["content-type"] !== "application/json") return [];
    const value: unknown = JSON.parse(body.toString("utf8"));
    return this.schemas.mayBeSent(json.schema, value)
      ? []
      : [`answers ${status} to a body outside its schema`];
  }

  /** Nobody is let in who may not be. */
  private leaks({ role, described, method, path, kind }: FuzzRequest, { status }: Received): string[] {
    if (status >= 300 || described.operation.security.length === 0) return [];
    if (role === "nobody" || kind === "a strange sign-in") return [`answers ${status} to nobody`];
    if (role === "narrow" && method !== "GET") return [`answers ${status} to a key that may only read`];
    const isTheirs = role === "stranger" && described.path.includes("{") && !path.includes("/members/");
    return isTheirs ? [`answers ${status} to another business`] : [];
  }
}

function jsonOf({ body }: Received): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return `no JSON: ${body.toString("utf8").slice(0, 80)}`;
  }
}

function detailOf(answer: Received): string {
  const value = jsonOf(answer);
  const detail = typeof value === "object" && value !== null && "detail" in value ? value.detail : value;
  return String(detail).slice(0, 120);
}
