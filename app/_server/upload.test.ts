import { describe, expect, it } from "vitest";
import { readUpload } from "./upload.ts";

function upload(fields: Record<string, string | File>): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return new Request("http://talky.test/", { method: "POST", body });
}
const file = new File(["phone\n+14155550100\n"], "contacts.csv");

describe("readUpload", () => {
  it("gives the file and how to read it", async () => {
    const read = await readUpload(
      upload({ file, mapping: '{"phone":"phone_number"}', skip_duplicates: "no" }),
    );
    expect(read.file.name).toBe("contacts.csv");
    expect(read.options).toEqual({
      mapping: { phone: "phone_number" },
      default_country: null,
      skip_duplicates: false,
    });
  });

  it.each([
    ["a mapping with a NUL", { file, mapping: '{"a\\u0000":"phone_number"}' }, "mapping"],
    ["a mapping that is no JSON", { file, mapping: "{" }, "mapping"],
    ["a file name with a NUL", { file: new File(["a"], "a\u0000.csv") }, "file"],
    ["a form without a file", { mapping: "{}" }, "file"],
  ])("refuses %s", async (_, fields, path) => {
    await expect(readUpload(upload(fields))).rejects.toMatchObject({
      code: "invalid",
      fields: [expect.objectContaining({ path })],
    });
  });

  it("refuses what is no form", async () => {
    const plain = new Request("http://talky.test/", { method: "POST", body: "phone\n" });
    await expect(readUpload(plain)).rejects.toMatchObject({ code: "unsupported_media" });
  });
});
