import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnvFile } from "./env-file.mjs";

describe("a .env file", () => {
  it("gives plain, quoted and exported values, without comments", () => {
    const text = `\uFEFF# a comment
A=1
 export B = two words # and a note
C="a \\"quoted\\" # value\\nwith a break"  # note
D='single \\n stays'
E=#nothing
F=a#b
not a variable
`;
    expect(parseEnvFile(text)).toEqual({
      A: "1",
      B: "two words",
      C: 'a "quoted" # value\nwith a break',
      D: "single \\n stays",
      F: "a#b",
    });
  });

  it("reads a private key over several lines, with either line ending", () => {
    const key = "-----BEGIN PRIVATE KEY-----\nabc=\n-----END PRIVATE KEY-----";
    const text = `VONAGE_PRIVATE_KEY="${key}"\nNEXT=1\n`;
    expect(parseEnvFile(text)).toEqual({ VONAGE_PRIVATE_KEY: key, NEXT: "1" });
    expect(parseEnvFile(text.replaceAll("\n", "\r\n"))).toEqual({ VONAGE_PRIVATE_KEY: key, NEXT: "1" });
  });

  it("counts an empty value as not given, and lets the last of two win", () => {
    expect(parseEnvFile("A=\nB=''\nC=1\nC=2")).toEqual({ C: "2" });
  });

  it("keeps Unicode's own line separators in a value", () => {
    expect(parseEnvFile('X="a\u2028b"\nY=1')).toEqual({ X: "a\u2028b", Y: "1" });
  });

  it("gives back any value that was written in double quotes", () => {
    const written = fc.string({ unit: "grapheme", minLength: 1 }).filter((v) => !v.includes("\r"));
    fc.assert(
      fc.property(written, (value) => {
        const quoted = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
        expect(parseEnvFile(`X="${quoted}"\nY=1`)).toEqual({ X: value, Y: "1" });
      }),
    );
  });

  it("never throws, whatever the file holds", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseEnvFile(text) === "object"));
  });
});
