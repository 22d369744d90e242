import type { z } from "zod";
import type { ApiScope } from "../api/api-key.ts";
import type { Action } from "../roles/actions.ts";
import type { AnswerName, BodyName } from "./schemas.ts";

/** In the order in which the description shows them. */
export const TAGS = [
  {
    name: "Campaigns",
    description: "Who is called, for what, and when. A campaign is a draft until it is started.",
  },
  { name: "Contacts", description: "The people of a campaign." },
  { name: "Imports", description: "Files of contacts: upload, look at what would happen, run, undo." },
  { name: "Calls", description: "What was said and what came of it." },
  { name: "Agents", description: "Who speaks: instructions, voice, model and manners." },
  { name: "Clients", description: "Your own customer records, linked to calls by the number." },
  { name: "Do-not-call", description: "Numbers that nobody calls, and consents." },
  { name: "Business", description: "Figures and rules of the whole business." },
  { name: "Analytics", description: "Looking back: the calls of some days, of all campaigns or of one." },
  { name: "Members", description: "Who belongs to the business, with which role, and how somebody joins." },
  { name: "API keys", description: "What your programs sign in with." },
  {
    name: "Webhooks",
    description:
      "Be told of what happens: POST to your address, signed as Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature). Whatever is not answered with 2xx is tried again, twelve times within about a day. Order is not promised, and a message may come twice: know it by its webhook-id.",
  },
  { name: "Sign-in", description: "Accounts and sessions." },
  { name: "Platform", description: "Health, and what the platform's operators do." },
] as const;
export type TagName = (typeof TAGS)[number]["name"];

/** An answer that is no JSON. */
export interface Media {
  media:
    | "text/csv"
    | "text/plain"
    | "text/html"
    | "text/event-stream"
    | "audio/wav"
    | "application/octet-stream"
    | "application/json"
    | "application/zip";
  description: string;
}

/** `nothing`: no body. Several where one status has more than one form. */
export type AnswerForm = AnswerName | readonly [AnswerName | Media, AnswerName | Media] | Media | "nothing";

/** One verb of one route, as the description tells it. `every-route.test.ts` holds it against the routes themselves. */
export interface Operation {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Behind /api/v1; ids in braces. */
  path: string;
  tag: TagName;
  summary: string;
  description?: string;
  /** The scope that an API key needs. `open`: anybody may ask; `any`: whatever the key's scopes; `person`: no key at all; `session`: a session, of
   * somebody who need not belong to a business. */
  access: ApiScope | "open" | "any" | "person" | "session";
  /** The action that the caller's role has to have; left out where anybody may ask, or everybody about themselves. */
  may?: Action | "operator";
  query?: z.ZodObject;
  body?: BodyName;
  /** A body that does; held against the schema by a test. */
  example?: unknown;
  /** A multipart form with the field `file` and these beside it, each with what it is for. */
  form?: Record<string, string>;
  /** Takes an `Idempotency-Key`. */
  isIdempotent?: true;
  /** Anybody may ask, but not too often. */
  mayBeTooMuch?: true;
  answers: Record<number, AnswerForm>;
  /** When it is answered with 409. */
  conflict?: string;
  /** Errors of its own, beside those that follow from what it takes. */
  problems?: Record<number, string>;
}

/** `Campaign` of `/campaigns/{id}/start` by POST is `post_campaigns_id_start`. */
export function operationId({ method, path }: Operation): string {
  const words = path.replaceAll(/[{}]/g, "").split(/[^A-Za-z0-9]+/);
  return [method.toLowerCase(), ...words.filter(Boolean)].join("_");
}

/** The ids in a path, in their order. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
