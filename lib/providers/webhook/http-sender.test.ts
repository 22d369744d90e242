import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWebhookSender } from "./http-sender.ts";
import { isAllowedAddress } from "./public-address.ts";

const NOT_PUBLIC = "This address is not on the public internet.";

describe("an address of somebody's own network", () => {
  it.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "ff02::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "nonsense",
  ])("%s is not sent to", (address) => {
    expect(isAllowedAddress(address, false)).toBe(false);
  });

  it.each(["1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700:4700::1111"])("%s is", (address) => {
    expect(isAllowedAddress(address, false)).toBe(true);
  });

  it("is known whatever stands behind its network's number", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.constantFrom("10", "127", "0"), byte, byte, byte, (net, ...rest) => {
        expect(isAllowedAddress([net, ...rest].join("."), false)).toBe(false);
      }),
    );
  });

  it.each([
    "http://2130706433/",
    "https://0x7f.1/",
    "https://127.1/",
    "https://[::1]/",
    "https://[::ffff:7f00:1]/",
    "https://localhost/",
    "https://inside.example.com/",
    "https://half.example.com/",
  ])("%s is refused when it is registered, and when it is sent to", async (url) => {
    const addresses: Record<string, string[]> = {
      localhost: ["127.0.0.1"],
      "inside.example.com": ["10.0.0.7"],
      "half.example.com": ["93.184.216.34", "10.0.0.7"],
    };
    const sender = createWebhookSender({
      allowsLoopback: false,
      resolve: (host) => Promise.resolve(addresses[host] ?? []),
    });
    expect(await sender.refusal(url)).toBe(NOT_PUBLIC);
    expect(await sender.post({ url, headers: {}, body: "{}" })).toEqual({ status: null, error: NOT_PUBLIC });
  });

  it("is refused although the name led elsewhere when it was registered", async () => {
    const answers = [["93.184.216.34"], ["127.0.0.1"]];
    const sender = createWebhookSender({
      allowsLoopback: false,
      resolve: () => Promise.resolve(answers.shift() ?? []),
    });
    const url = "https://turns.example.com/";
    expect(await sender.refusal(url)).toBeNull();
    expect((await sender.post({ url, headers: {}, body: "{}" })).error).toBe(NOT_PUBLIC);
  });

  it("asks for https and for an address without a password", async () => {
    const sender = createWebhookSender({
      allowsLoopback: false,
      resolve: () => Promise.resolve(["1.1.1.1"]),
    });
    expect(await sender.refusal("http://example.com/")).toMatch(/https/);
    expect(await sender.refusal("https://me:secret@example.com/")).toMatch(/password/);
    expect(await sender.refusal("https://example.com/")).toBeNull();
  });
});

describe("sending", () => {
  let server: Server;
  let base: string;
  const seen: { path: string | undefined; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        seen.push({ path: request.url, body });
        if (request.url === "/moved") response.writeHead(302, { location: "/elsewhere" }).end();
        else if (request.url !== "/silent") response.writeHead(204).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("brings the body, and follows nobody elsewhere", async () => {
    const sender = createWebhookSender({ allowsLoopback: true });
    const post = (path: string) => sender.post({ url: base + path, headers: {}, body: '{"a":"ü"}' });
    expect(await post("/hook")).toEqual({ status: 204, error: null });
    expect(await post("/moved")).toEqual({ status: 302, error: null });
    expect(seen).toEqual([
      { path: "/hook", body: '{"a":"ü"}' },
      { path: "/moved", body: '{"a":"ü"}' },
    ]);
  });

  it("gives up on one that says nothing", async () => {
    const sender = createWebhookSender({ allowsLoopback: true, timeoutMs: 50 });
    const answer = await sender.post({ url: `${base}/silent`, headers: {}, body: "{}" });
    expect(answer).toEqual({ status: null, error: "There was no answer in time." });
  });

  it("says in a sentence when nobody is there", async () => {
    const sender = createWebhookSender({ allowsLoopback: true });
    const answer = await sender.post({ url: "http://127.0.0.1:1/", headers: {}, body: "{}" });
    expect(answer).toEqual({ status: null, error: "The connection was refused." });
  });
});
