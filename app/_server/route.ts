import { randomUUID } from "node:crypto";
import type { ApiScope } from "#lib/domain/api/api-key";
import { AppError } from "#lib/errors/app-error";
import { callerId } from "#lib/services/auth/as-user";
import { refuseTooOften } from "#lib/services/auth/too-often";
import type { UserContext } from "#lib/services/context";
import { idempotencyKeyOf } from "./idempotency-key.ts";
import { isOwnPage } from "./own-page.ts";
import { ANSWER_POLICY } from "./page-policy.ts";
import { webParts } from "./parts.ts";
import { problemAnswer, publicError } from "./problem.ts";
import { RequestWatch } from "./request-watch.ts";
import { callerOfToken, contextOf, cookieToken } from "./session.ts";
import { withoutBody } from "./without-body.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const REQUEST_ID = /^[\w-]{8,64}$/;

/** One request to a route handler. */
export interface RouteCall<P> {
  request: Request;
  /** All of them are ids. */
  params: P;
  query: URLSearchParams;
  /** By which the log and the answer name it. */
  requestId: string;
  watch: RequestWatch;
}

type NextHandler<P> = (request: Request, route: { params: Promise<P> }) => Promise<Response>;

/** An answer in JSON that nobody keeps. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}

/** A route that anybody may call. Errors become `application/problem+json`; every answer carries the request's id. */
export function route<P extends Record<string, string>>(
  handle: (call: RouteCall<P>) => Promise<Response>,
): NextHandler<P> {
  return async (request, { params }) => {
    const given = request.headers.get("x-request-id") ?? "";
    const requestId = REQUEST_ID.test(given) ? given : randomUUID();
    const watch = new RequestWatch(request, webParts());
    let answer: Response;
    try {
      // A route without parameters is given none at all.
      const ids = ((await params) as P | undefined) ?? ({} as P);
      if (Object.values(ids).some((id) => typeof id === "string" && !UUID.test(id))) {
        throw new AppError("not_found", { publicMessage: "There is nothing with this id." });
      }
      const query = new URL(request.url).searchParams;
      answer = await handle({ request, params: ids, query, requestId, watch });
    } catch (error) {
      answer = problemAnswer(publicError(error, webParts().log, requestId), requestId);
    }
    if (request.method === "HEAD") answer = withoutBody(answer);
    answer.headers.set("x-request-id", requestId);
    if (!answer.headers.has("content-security-policy"))
      answer.headers.set("content-security-policy", ANSWER_POLICY);
    watch.answered(answer.status);
    return answer;
  };
}

interface UserRouteOptions {
  /** What an API key needs; left out: `read` to look, `write` to change. */
  scope?: ApiScope;
  /** Takes an `Idempotency-Key`; the verb sees to it. */
  isIdempotent?: true;
}

/** A route for a tenant's own: a bearer token or an API key, or else the browser's session. */
export function userRoute<P extends Record<string, string>>(
  handle: (ctx: UserContext, call: RouteCall<P>) => Promise<Response>,
  { scope, isIdempotent }: UserRouteOptions = {},
): NextHandler<P> {
  return route<P>(async (call) => {
    const { watch } = call;
    const beganMs = Date.now();
    const caller = await callerOfToken(await tokenOf(call.request));
    watch.step("sign-in", beganMs);
    if (!caller) throw unknownCaller();
    const ctx = contextOf(caller);
    requireAllowance(ctx);
    requireScope(ctx, scope ?? (isRead(call.request) ? "read" : "write"));
    const idempotencyKey = isIdempotent ? idempotencyKeyOf(call.request) : null;
    const atVerbMs = Date.now();
    const answer = await handle({ ...ctx, idempotencyKey, traceparent: watch.place }, call);
    watch.step("verb", atVerbMs);
    return answer;
  });
}

const isRead = (request: Request): boolean => ["GET", "HEAD"].includes(request.method);

function requireAllowance(ctx: UserContext): void {
  refuseTooOften(webParts().requests.take(callerId(ctx)), "requests");
}

function requireScope({ actor }: UserContext, scope: ApiScope): void {
  if (actor.kind === "user" || actor.scopes.includes(scope)) return;
  throw new AppError("forbidden", {
    publicMessage: `This API key lacks the scope ${scope}. Make one that has it.`,
  });
}

/** Nobody that we know: what every route for a tenant's own answers. */
export function unknownCaller(): AppError {
  return new AppError("unauthenticated", {
    publicMessage: "The session or the API key is missing, or holds no longer. Sign in.",
  });
}

/** The request's access token; null: it has none. Throws `forbidden` when another site's page asks with our cookies. */
export async function tokenOf(request: Request): Promise<string | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? null;
  if (!isRead(request)) refuseForeignOrigin(request);
  return cookieToken();
}

/** Throws `forbidden` when a browser says that another site's page sends this. */
export function refuseForeignOrigin(request: Request): void {
  const ours = [request.headers.get("host") ?? "", new URL(webParts().env.TALKY_PUBLIC_URL).host];
  if (!isOwnPage(request.headers, ours))
    throw new AppError("forbidden", { publicMessage: "This request comes from another site." });
}
