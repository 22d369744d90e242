import { describe, expect, it } from "vitest";
import { decodeText, findEncoding } from "./file-encoding.ts";

async function* bytes(...chunks: (string | number[] | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : Uint8Array.from(chunk);
}

async function text(chunks: Uint8Array[]): Promise<string> {
  const encoding = await findEncoding(bytes(...chunks));
  let all = "";
  for await (const piece of decodeText(bytes(...chunks), encoding)) all += piece;
  return all;
}

describe("findEncoding", () => {
  it.each([
    ["UTF-8", [Buffer.from("phone,name\n+1,Zoë\n")]],
    [
      "UTF-8 cut inside a character",
      [Buffer.from("phone,name\n+1,Zo\xc3", "latin1"), Buffer.from([0xab, 10])],
    ],
    ["UTF-8 with a mark", [Buffer.from("\ufeffphone,name\n+1,Zoë\n")]],
    ["UTF-16 little endian", [Buffer.from("\ufeffphone,name\n+1,Zoë\n", "utf16le")]],
    ["UTF-16 big endian", [Buffer.from("\ufeffphone,name\n+1,Zoë\n", "utf16le").swap16()]],
    ["UTF-16 little endian without a mark", [Buffer.from("phone,name\n+1,Zoë\n", "utf16le")]],
    ["UTF-16 big endian without a mark", [Buffer.from("phone,name\n+1,Zoë\n", "utf16le").swap16()]],
    ["a Windows code page", [Buffer.from("phone,name\n+1,Zo\xeb\n", "latin1")]],
  ])("reads %s", async (_, chunks) => {
    expect(await text(chunks)).toBe("phone,name\n+1,Zoë\n");
  });

  it.each([
    ["a picture", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]],
    ["text with a NUL", [...Buffer.from("phone\n+1"), 0, 10]],
    ["many control characters", [1, 2, 3, 4, 65, 66]],
  ])("refuses %s", async (_, content) => {
    await expect(findEncoding(bytes(content))).rejects.toThrow("not a text file");
  });

  it.each([
    ["nothing", ""],
    ["blank lines", " \n\r\n\t"],
    ["only a mark", "\ufeff"],
  ])("refuses %s as empty", async (_, content) => {
    await expect(findEncoding(bytes(content))).rejects.toThrow("The file is empty");
  });
});
