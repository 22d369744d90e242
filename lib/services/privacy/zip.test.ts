import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { zipOf } from "./zip.ts";

async function* given(files: Record<string, Buffer>): AsyncGenerator<{ name: string; bytes: Buffer }> {
  for (const [name, bytes] of Object.entries(files)) yield { name, bytes };
}

it("makes a zip that others open, with empty files and names beyond ASCII", async () => {
  const files = {
    "person.json": Buffer.from('{"name":"Zoë"}'),
    "recordings/é.wav": Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251)),
    empty: Buffer.alloc(0),
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipOf(given(files), new Date("2026-11-26T10:11:12Z"))) chunks.push(chunk);
  const opened = unzipSync(Buffer.concat(chunks));
  expect(Object.keys(opened)).toEqual(Object.keys(files));
  for (const [name, bytes] of Object.entries(files))
    expect(Buffer.from(opened[name] ?? []).equals(bytes), name).toBe(true);
});

it("makes a zip of nothing", async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipOf(given({}), new Date())) chunks.push(chunk);
  expect(unzipSync(Buffer.concat(chunks))).toEqual({});
});
