import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readBytes, readJson, readQuery, refuseUnstorableText } from "./body.ts";

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request("http://talky.test/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

/** A body of so many kilobytes whose length nobody announces; tells how many were taken. */
function unannounced(kilobytes: number): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let given = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (given === kilobytes) return controller.close();
      given += 1;
      controller.enqueue(new Uint8Array(1024));
    },
  });
  return { body, taken: () => given };
}

describe("readBytes", () => {
  it("gives a body of just the allowed size", async () => {
    expect((await readBytes(post("12345"), 5, "Too long.")).toString()).toBe("12345");
    expect(await readBytes(new Request("http://talky.test/"), 5, "Too long.")).toHaveLength(0);
  });

  it("refuses one byte more, announced or counted", async () => {
    const expected = { code: "too_large", publicMessage: "Too long." };
    await expect(readBytes(post("123456"), 5, "Too long.")).rejects.toMatchObject(expected);
    await expect(readBytes(post(unannounced(1).body), 1023, "Too long.")).rejects.toMatchObject(expected);
    await expect(readBytes(post("1", { "content-length": "9" }), 5, "Too long.")).rejects.toMatchObject(
      expected,
    );
  });

  it("takes the rest of a body that is a little too large, and leaves one that never ends", async () => {
    const little = unannounced(100);
    await expect(readBytes(post(little.body), 1024, "Too long.")).rejects.toThrow("Too long.");
    expect(little.taken()).toBe(100);
    const endless = unannounced(Number.POSITIVE_INFINITY);
    await expect(readBytes(post(endless.body), 1024, "Too long.")).rejects.toThrow("Too long.");
    expect(endless.taken()).toBeLessThan(33 * 1024);
  });
});

describe("readJson", () => {
  const schema = z.object({ name: z.string() });

  it("parses by the schema", async () => {
    expect(await readJson(post('{"name":"Ada"}'), schema)).toEqual({ name: "Ada" });
    await expect(readJson(post("{}"), schema)).rejects.toThrow(z.ZodError);
  });

  it("refuses a body that is nested without end", async () => {
    const deep = `{"name":"Ada","more":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    await expect(readJson(post(deep), schema)).rejects.toMatchObject({
      code: "invalid",
      fields: [expect.objectContaining({ path: "more" })],
    });
  });

  it("says that a body is no JSON", async () => {
    await expect(readJson(post("name=Ada"), schema)).rejects.toMatchObject({ code: "bad_request" });
    await expect(readJson(post(""), schema)).rejects.toMatchObject({ code: "bad_request" });
  });

  it("refuses a name in another encoding than UTF-8, and minds no byte order mark", async () => {
    const latin1 = Buffer.from('{"name":"Zoë"}', "latin1");
    await expect(readJson(post(latin1), schema)).rejects.toMatchObject({
      code: "bad_request",
      publicMessage: expect.stringContaining("UTF-8"),
    });
    expect(await readJson(post('\ufeff{"name":"Zoë"}'), schema)).toEqual({ name: "Zoë" });
  });
});

describe("readQuery", () => {
  it("turns text into what the schema has", () => {
    const schema = z.object({ limit: z.coerce.number().default(50) });
    expect(readQuery(new URLSearchParams("limit=7&other=1"), schema)).toEqual({ limit: 7 });
    expect(readQuery(new URLSearchParams(), schema)).toEqual({ limit: 50 });
  });

  it("refuses what the database cannot be asked for", () => {
    const schema = z.object({ search: z.string() });
    expect(() => readQuery(new URLSearchParams("search=a%00b"), schema)).toThrow(
      expect.objectContaining({ code: "invalid", fields: [expect.objectContaining({ path: "search" })] }),
    );
  });
});

describe("refuseUnstorableText", () => {
  it.each([
    ["a NUL", { a: [{ b: "x\u0000" }] }, "a.0.b"],
    ["half a surrogate pair", { a: { b: "\ud83d" } }, "a.b"],
    ["a NUL in a key", { a: { "b\u0000": 1 } }, "a"],
  ])("names the place of %s", (_, value, path) => {
    expect(() => refuseUnstorableText(value)).toThrow(
      expect.objectContaining({ code: "invalid", fields: [expect.objectContaining({ path })] }),
    );
  });

  it("lets every other text through", () => {
    expect(() => refuseUnstorableText({ a: ["Zoë 👋", 1, null, true] })).not.toThrow();
  });
});
