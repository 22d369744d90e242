import { beforeAll, describe, expect, it } from "vitest";
import { webUrl } from "../stack/addresses.ts";
import { type Registered, register } from "../stack/api.ts";

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${webUrl()}${path}`, { headers, redirect: "manual" });

/** A directive's sources. */
const directive = (policy: string, name: string): string[] =>
  policy
    .split("; ")
    .map((text) => text.split(" "))
    .find(([first]) => first === name)
    ?.slice(1) ?? [];

const policyOf = (answer: Response): string => answer.headers.get("content-security-policy") ?? "";
const nonceOf = (answer: Response): string =>
  /'nonce-([^']+)'/.exec(directive(policyOf(answer), "script-src").join(" "))?.[1] ?? "";

const PAGES = [
  "/",
  "/sign-in",
  "/sign-up",
  "/forgot-password",
  "/join/nonsense",
  "/api/docs",
  "/api/nothing",
];

describe("a page", () => {
  it.each(PAGES)("%s runs only scripts with the request's own nonce", async (path) => {
    const [first, second] = await Promise.all([get(path), get(path)]);
    expect(nonceOf(first)).toMatch(/^[\w+/]{22}==$/);
    expect(nonceOf(second)).not.toBe(nonceOf(first));
    expect(directive(policyOf(first), "script-src").join()).not.toMatch(/unsafe/);
    const html = await first.text();
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(1);
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonceOf(first)}"`);
    expect(html).not.toMatch(/<style(?![^>]*nonce=)/);
  });

  it("is shown in no frame of anybody's, and kept by nobody", async () => {
    const answer = await get("/sign-in");
    expect(directive(policyOf(answer), "frame-ancestors")).toEqual(["'none'"]);
    expect(directive(policyOf(answer), "object-src")).toEqual(["'none'"]);
    expect(answer.headers.get("cache-control")).toContain("no-store");
  });

  it("takes no nonce from whoever asks", async () => {
    const answer = await get("/", { "content-security-policy": "script-src 'nonce-mine'" });
    expect(await answer.text()).not.toContain('nonce="mine"');
  });
});

/** The first script of the sign-in page. */
async function script(): Promise<string> {
  const html = await (await get("/sign-in")).text();
  return /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1] ?? "";
}

describe("every answer", () => {
  it.each([
    ["a page", () => "/sign-in"],
    ["a page that asks to sign in", () => "/overview"],
    ["the API", () => "/api/v1/plans"],
    ["a refusal of the API", () => "/api/v1/campaigns"],
    ["its health", () => "/api/v1/health"],
    ["a script", script],
    ["a file", () => "/listen-worklet.js"],
    ["the icon", () => "/icon.svg"],
  ])("of %s is what it says it is, in no frame, and tells other sites nothing", async (_, path) => {
    const { headers } = await get(await path());
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("microphone=()");
    expect(headers.get("x-powered-by")).toBeNull();
    // This copy is reached by http.
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  it.each(["/api/v1/plans", "/api/v1/campaigns", "/api/v1/nothing", "/api/v1"])(
    "of the API is no page: %s",
    async (path) => {
      expect(policyOf(await get(path))).toBe("default-src 'none'; frame-ancestors 'none'");
    },
  );
});

describe("a session in cookies", () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = await cookieOf((await register()).session);
  });

  const write = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${webUrl()}/api/v1/clients`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", ...headers },
      body: JSON.stringify({ name: "Ada", phone_number: "+14155550100" }),
    });

  it("is none that a script could read", async () => {
    const { session } = await register();
    for (const set of await cookiesOf(session)) expect(set).toMatch(/httponly/i);
    for (const set of await cookiesOf(session)) expect(set).toMatch(/samesite=lax/i);
  });

  it("writes for our own page", async () => {
    const answer = await write({ origin: webUrl(), "sec-fetch-site": "same-origin" });
    expect(answer.status).toBe(201);
  });

  it.each([
    ["another site", { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" }],
    ["another site in an old browser", { origin: "https://elsewhere.example" }],
    ["a page that hides where it is", { origin: "null" }],
    ["another page of our domain", { "sec-fetch-site": "same-site" }],
  ])("writes nothing for %s", async (_, headers) => {
    const answer = await write(headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });
});

const cookiesOf = async (session: Registered): Promise<string[]> => {
  const answer = await fetch(`${webUrl()}/api/v1/auth/callback`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      access_token: session.access_token,
      refresh_token: session.refresh_token,
    }),
  });
  expect(answer.status).toBe(303);
  return answer.headers.getSetCookie();
};
const cookieOf = async (session: Registered): Promise<string> =>
  (await cookiesOf(session)).map((set) => set.split(";")[0]).join("; ");

describe("a method that a path of the API does not know", () => {
  it.each([
    ["PUT", "/plans", "GET, HEAD, OPTIONS"],
    ["DELETE", "/auth/login", "POST, OPTIONS"],
    ["PATCH", "/campaigns", "GET, POST, HEAD, OPTIONS"],
    ["POST", "/health", "GET, HEAD, OPTIONS"],
    ["GET", "/dnc/import", "POST, OPTIONS"],
    ["GET", "/campaigns/0b54b2d6-2f0c-4b6e-9d5e-3f0c4b6e9d5e/contacts/import", "POST, OPTIONS"],
    ["PROPFIND", "/campaigns", "GET, POST, HEAD, OPTIONS"],
  ])("%s %s is refused, with those that it knows", async (method, path, allow) => {
    const answer = await fetch(`${webUrl()}/api/v1${path}`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe(allow);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
  });
});
