import { z } from "zod";
import { type CallRecord, restView } from "./call-record.ts";
import { invalidParameters } from "./create-request.ts";
import { badRequest } from "./rest-error.ts";

const MAX_PAGE_SIZE = 100;

const time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), "must be a time in ISO 8601")
  .transform((text) => Date.parse(text));

const querySchema = z.object({
  status: z.string().optional(),
  date_start: time.optional(),
  date_end: time.optional(),
  page_size: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(10),
  record_index: z.coerce.number().int().min(0).default(0),
  order: z.enum(["asc", "desc"]).default("asc"),
  conversation_uuid: z.string().optional(),
});

/** One page of the calls that were placed in the span. Throws a 400 that names each wrong parameter. */
export function listCalls(records: readonly CallRecord[], url: URL): Record<string, unknown> {
  const parsed = querySchema.safeParse(Object.fromEntries(url.searchParams));
  if (!parsed.success) throw badRequest(invalidParameters(parsed.error));
  const asked = parsed.data;
  const found = records.filter(
    (record) =>
      (asked.status === undefined || record.status === asked.status) &&
      (asked.conversation_uuid === undefined || record.conversationUuid === asked.conversation_uuid) &&
      (asked.date_start === undefined || record.requestedAtMs >= asked.date_start) &&
      (asked.date_end === undefined || record.requestedAtMs <= asked.date_end),
  );
  if (asked.order === "desc") found.reverse();
  const until = asked.record_index + asked.page_size;
  const page = found.slice(asked.record_index, until);
  return {
    count: found.length,
    page_size: asked.page_size,
    record_index: asked.record_index,
    _links: {
      self: { href: pageHref(url, asked.record_index) },
      ...(until < found.length ? { next: { href: pageHref(url, until) } } : {}),
    },
    _embedded: { calls: page.map(restView) },
  };
}

/** Whole, since the SDK reads it with `new URL`. */
function pageHref(url: URL, recordIndex: number): string {
  const page = new URL(`https://api.nexmo.com${url.pathname}${url.search}`);
  page.searchParams.set("record_index", String(recordIndex));
  return page.href;
}
