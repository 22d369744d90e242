import { describe, expect, it } from "vitest";
import { withoutBody } from "./without-body.ts";

describe("the answer to a HEAD request", () => {
  it("lets go of the body, and keeps the status and the headers", () => {
    let isCancelled = false;
    const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
    const answer = withoutBody(new Response(body, { status: 206, headers: { "accept-ranges": "bytes" } }));
    expect(isCancelled).toBe(true);
    expect(answer).toMatchObject({ status: 206, body: null });
    expect(answer.headers.get("accept-ranges")).toBe("bytes");
  });

  it("minds no body that cannot be let go of, nor one that is not there", async () => {
    const broken = new ReadableStream({ cancel: () => Promise.reject(new Error("gone")) });
    expect(withoutBody(new Response(broken)).body).toBeNull();
    expect(withoutBody(new Response(null, { status: 204 })).status).toBe(204);
    await new Promise(setImmediate);
  });
});
