import fc from "fast-check";

/** Stands in a body where a number is to be that JSON allows and JavaScript cannot hold. */
const ENDLESS_NUMBER = "@@1e999@@";

/** What no field expects. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -(2 ** 63),
  2 ** 53 + 2,
  ENDLESS_NUMBER,
  "",
  "   ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00 and more",
  "\u202eabc\u0007\u001b[31m",
  "👩‍👩‍👧‍👦".repeat(50),
  "İıß\u0301\u200b\ufeff",
  "m".repeat(100_000),
  "'; drop table talky.leads; --",
  "%s%n {{first_name}} ${x} <script>",
  "00000000-0000-0000-0000-000000000000",
  "9999-12-31T23:59:59.999Z",
  "0000-01-01T00:00:00Z",
  "+99999999999999999999",
  "NaN",
  "infinity",
  [],
  {},
  [[[[]]]],
  ["\u0000"],
  [null, null],
  { "\u0000": 1 },
  { toString: "x", constructor: { prototype: 1 } },
];

type Path = (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [
    path,
    ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key])),
  ];
}

/** A copy with something else at the path; `undefined`: without it. */
function changed(value: unknown, path: Path, put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) };
  const inner = changed(copy[key], rest, put);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy;
}

const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

/** A JSON body that is not quite what it should be. */
export function strangeJson(value: unknown): fc.Arbitrary<string> {
  const paths = fc.constantFrom(...pathsOf(value));
  const replaced = fc
    .tuple(paths, fc.constantFrom(...STRANGE))
    .map(([path, put]) => JSON.stringify(changed(value, path, put)));
  const left = paths.map((path) => JSON.stringify(changed(value, path, undefined)) ?? "{}");
  const more = fc
    .tuple(
      fc.constantFrom("__proto__", "constructor", "", "id", "tenant_id", "role", "\u0000"),
      fc.constantFrom(...STRANGE),
    )
    .map(([key, put]) => {
      const text = JSON.stringify(value ?? {});
      const first = `${JSON.stringify(key)}:${JSON.stringify(put)}`;
      return text === "{}" || !text.startsWith("{") ? `{${first}}` : `{${first},${text.slice(1)}`;
    });
  return fc
    .oneof({ weight: 6, arbitrary: replaced }, { weight: 2, arbitrary: left }, { weight: 2, arbitrary: more })
    .map((text) => text.replaceAll(`"${ENDLESS_NUMBER}"`, "1e999"));
}

/** Bytes that are no JSON body at all, or one that nobody expects. */
export function brokenBody(value: unknown): fc.Arbitrary<Buffer> {
  const text = JSON.stringify(value ?? {});
  return fc
    .constantFrom<Buffer | string>(
      "",
      "{",
      "null",
      "[]",
      '"text"',
      "1e999",
      "undefined",
      text.slice(0, -1),
      `${text}${text}`,
      `\ufeff${text}`,
      text.replaceAll('"', "'"),
      deep(60),
      deep(100_000),
      `{"a":${deep(60)}}`,
      Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
      Buffer.concat([
        Buffer.from('{"name":"'),
        Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80]),
        Buffer.from('"}'),
      ]),
      Buffer.alloc(1024 * 1024 + 1, " "),
      JSON.stringify({ name: "m".repeat(1_100_000) }),
      `{${Array.from({ length: 5000 }, (_, i) => `"k${i}":${i}`).join(",")}}`,
    )
    .map((body) => (typeof body === "string" ? Buffer.from(body) : body));
}

export const strangeTypes = fc.constantFrom(
  "text/plain",
  "application/xml",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=",
  "application/json; charset=utf-16",
  "APPLICATION/JSON",
  ";;;",
);

/** As they stand in an address. */
export const strangeQuery = (names: readonly string[]): fc.Arbitrary<string> => {
  const name = fc.constantFrom(...names, "limit", "cursor", "search", "x", "__proto__", "%00");
  const value = fc.constantFrom(
    "",
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%ff%fe",
    "-1",
    "0",
    "1e9",
    "9".repeat(40),
    "NaN",
    "infinity",
    "true",
    "null",
    "%27%20or%201%3D1--",
    "%25_%5C",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "9999-12-31",
    "0001-01-01",
    "bm9uc2Vuc2U",
    "eyJhIjoxfQ",
    "WyIyMDI2LTAxLTAxIiwieCJd",
    "%F0%9F%92%A9".repeat(20),
    "m".repeat(4000),
    "00000000-0000-0000-0000-000000000000",
  );
  const pair = fc.tuple(name, value).map(([n, v]) => `${n}=${v}`);
  return fc.array(pair, { minLength: 1, maxLength: 4 }).map((pairs) => pairs.join("&"));
};

export const strangeIds = fc.constantFrom(
  "x",
  "0",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "%00",
  "%F0%9F%92%A9",
  "%ED%A0%80",
  "..%2f..%2fadmin",
  "m".repeat(3000),
  "3F0C6F6E-6F7C-4B52-9F0B-0F5F1F3B8A1G",
  "3f0c6f6e-6f7c-4b52-9f0b-0f5f1f3b8a10%0A",
);

/** Latin-1, since nothing else can stand in a header. */
export const strangeHeaders = fc.constantFrom<Record<string, string>>(
  { "idempotency-key": "" },
  { "idempotency-key": "with spaces" },
  { "idempotency-key": "m".repeat(300) },
  { "idempotency-key": "\u00e9\u00fc" },
  { "x-request-id": "m".repeat(5000) },
  { "x-request-id": "'; --" },
  { "x-forwarded-for": "not an address" },
  { "x-forwarded-for": "m".repeat(2000) },
  { "x-forwarded-for": "::1, 10.0.0.1, \u00ff" },
  { "user-agent": "m".repeat(5000) },
  { "user-agent": "\u00ff\u00fe" },
  { range: "bytes=5-1" },
  { range: "bytes=999999999999999999999-" },
  { range: "lines=1-2,," },
  { origin: "https://elsewhere.example" },
  { origin: "null" },
  { cookie: "sb-access-token=x; sb-127-auth-token=base64-bm9uc2Vuc2U" },
  { cookie: "a=%00; =; ;;" },
  { accept: "text/html" },
  { accept: "nothing/at-all;q=x" },
  { "last-event-id": "-1" },
  { "last-event-id": "9".repeat(300) },
  { traceparent: "00-zz" },
  { "content-encoding": "gzip" },
  { "if-none-match": "*" },
  { "next-action": "x" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "x-http-method-override": "DELETE" },
);

export const strangeAuthorizations = fc.constantFrom(
  "",
  "Bearer",
  "Bearer ",
  "Bearer tk_live_nonsense",
  `Bearer tk_live_${"m".repeat(3000)}`,
  "Bearer eyJhbGciOiJub25lIn0.e30.",
  "Bearer eyJhbGciOiJIUzI1NiJ9.bm9uc2Vuc2U.bm9uc2Vuc2U",
  "Bearer \u00e9",
  "Basic dGVzdDp0ZXN0",
  "Bearer a b",
);
