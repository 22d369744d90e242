import type { Operation } from "#lib/domain/openapi/operation";

export const API_DOCS_TEXTS = {
  title: "API",
  lead: "Everything that the screens do, for your own programs.",
  description: "OpenAPI 3.1",
  makeKey: "Make an API key",
  contents: "Contents",
  begin: "Before you begin",
  parameters: "Parameters",
  name: "Name",
  type: "Type",
  note: "What it is",
  body: "Body",
  form: "Form",
  answers: "Answers",
  example: "Example",
  shapes: "Shapes",
  shapesNote: "What is sent and answered, field by field.",
  required: "required",
  nothing: "no body",
} as const;

export const BEGINNING = [
  "Sign in with an API key: `Authorization: Bearer tk_live_…`. An access token of a session does as well.",
  "A key has scopes. Each call names the one that it needs: `read`, `write`, or `dial` for whatever makes phones ring.",
  "JSON in snake_case. Times are ISO 8601 in UTC, money is in millionths (`_micros`), durations in seconds (`_s`) or milliseconds (`_ms`).",
  "Lists come page by page: `limit`, and `cursor` with the `next_cursor` of the page before.",
  "Errors are `application/problem+json` and say what to do. What another business owns is not found.",
  "Each key and each person may ask 100 times a second, and 2,000 times at once. Beyond that the answer is 429 with `Retry-After`.",
  "Calls that make something take an `Idempotency-Key`: the same request with the same key within a day is done once.",
] as const;

export const ACCESS_TEXT: Record<Operation["access"], string> = {
  read: "scope read",
  write: "scope write",
  dial: "scope dial",
  any: "any key",
  open: "open",
  person: "signed in, no key",
  session: "a session",
};
