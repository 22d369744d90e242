import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeepAliveFetch } from "./keep-alive-fetch.ts";
import { json, WireDouble } from "./wire-double.fixture.ts";

let wire: WireDouble;
const ask = createKeepAliveFetch();
beforeEach(async () => {
  wire = await WireDouble.open();
});
afterEach(() => wire.close());

const post = (init: RequestInit = {}) =>
  ask(`${wire.baseUrl}/x?y=1`, { method: "POST", body: "hällo", headers: { a: "b" }, ...init });

describe("a fetch that keeps its connections", () => {
  it("sends and reads what fetch would, over one connection", async () => {
    const ports = new Set<number | undefined>();
    wire.onRequest = (res, request) => {
      ports.add(res.socket?.remotePort);
      json(res, 201, { got: request.body }, { "x-y": "z" });
    };
    for (let i = 0; i < 3; i++) {
      const response = await post();
      expect(response.status).toBe(201);
      expect(response.headers.get("x-y")).toBe("z");
      expect(await response.json()).toEqual({ got: "hällo" });
    }
    expect(ports.size).toBe(1);
    expect(wire.requests[0]?.headers["a"]).toBe("b");
    expect(wire.requests[0]?.url.search).toBe("?y=1");
  });

  it("asks once more when an idle connection was closed under its hands", async () => {
    wire.onRequest = (res) => json(res, 200, { ok: true });
    await (await post()).json();
    let first = true;
    wire.onRequest = (res) => {
      if (first) {
        first = false;
        res.socket?.resetAndDestroy();
      } else json(res, 200, { ok: 2 });
    };
    expect(await (await post()).json()).toEqual({ ok: 2 });
    wire.onRequest = (res) => res.socket?.resetAndDestroy();
    await expect(post()).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("can be called off before and during the answer, and lets go of the request", async () => {
    const stop = new AbortController();
    wire.onRequest = () => stop.abort();
    await expect(post({ signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
    const later = new AbortController();
    let gone: Promise<unknown> | undefined;
    wire.onRequest = (res) => {
      gone = once(res, "close");
      res.writeHead(200);
      res.write("some");
    };
    const response = await post({ signal: later.signal });
    later.abort();
    await expect(response.text()).rejects.toThrow(/abort/i);
    await gone;
  });
});
