import { describe, expect, it } from "vitest";
import { readFile } from "node:fs/promises";
import { withForm } from "./spool-form.ts";
import { withUpload } from "./upload.ts";

function upload(fields: Record<string, string | File>): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return new Request("http://talky.test/", { method: "POST", body });
}
const file = new File(["phone\n+14155550100\n"], "contacts.csv");

const nothing = async (): Promise<void> => undefined;

describe("withUpload", () => {
  it("gives the file and how to read it", async () => {
    const read = await withUpload(
      upload({
        file,
        mapping: '{"phone":"phone_number"}',
        skip_duplicates: "no",
        delimiter: "tab",
        header_row: "0",
      }),
      async (given, options) => ({ given, options, text: await readFile(given.localPath, "utf8") }),
    );
    expect(read.given).toMatchObject({ name: "contacts.csv", bytes: 19 });
    expect(read.text).toBe("phone\n+14155550100\n");
    await expect(readFile(read.given.localPath)).rejects.toThrow("ENOENT");
    expect(read.options).toEqual({
      mapping: { phone: "phone_number" },
      default_country: null,
      skip_duplicates: false,
      workspace_duplicates: "add",
      do_not_call: "add",
      consent: null,
      reading: { encoding: null, delimiter: "\t", sheet: null, header_row: 0 },
    });
  });

  it("counts what comes, whatever was said of its size", async () => {
    const large = upload({ file: new File(["x".repeat(200_000)], "a.csv") });
    await expect(withForm(large, 100_000, nothing)).rejects.toMatchObject({ code: "too_large" });
    const said = new Request("http://talky.test/", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x", "content-length": "9999999" },
      body: "--x--",
    });
    await expect(withForm(said, 100_000, nothing)).rejects.toMatchObject({ code: "too_large" });
  });

  it("says that a form which breaks off cannot be read", async () => {
    const cut = new Request("http://talky.test/", {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nphone',
    });
    await expect(withUpload(cut, nothing)).rejects.toMatchObject({ code: "bad_request" });
  });

  it.each([
    ["a mapping with a NUL", { file, mapping: '{"a\\u0000":"phone_number"}' }, "mapping"],
    ["a mapping that is no JSON", { file, mapping: "{" }, "mapping"],
    ["a file name with a NUL", { file: new File(["a"], "a\u0000.csv") }, "file"],
    ["a form without a file", { mapping: "{}" }, "file"],
  ])("refuses %s", async (_, fields, path) => {
    await expect(withUpload(upload(fields), nothing)).rejects.toMatchObject({
      code: "invalid",
      fields: [expect.objectContaining({ path })],
    });
  });

  it("refuses what is no form", async () => {
    const plain = new Request("http://talky.test/", { method: "POST", body: "phone\n" });
    await expect(withUpload(plain, nothing)).rejects.toMatchObject({ code: "unsupported_media" });
  });
});
