import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bucket, FileStore } from "#lib/storage/port";
import { createSupabaseFileStore } from "#lib/storage/supabase-file-store";
import { serveSimulators, type Simulator } from "../../sandbox/simulator.ts";
import { createSupabaseSimulator } from "../../sandbox/supabase/supabase-simulator.ts";
import { ownerDatabaseUrl } from "../stack/addresses.ts";

/** The file store against Supabase Lite, as the sandbox serves it, and against a server that honours ranges. */

const SERVER = ownerDatabaseUrl();
const NAME = `talky_files_${randomBytes(6).toString("hex")}`;
const SECRET_KEY = "sb_secret_for_this_test";

let folder: string;
let simulator: Simulator;
let server: Server;
let files: FileStore;

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function listen(listening: Server): Promise<string> {
  await new Promise<void>((done) => listening.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

/** A small file of this content, put there over whatever was. */
async function put(bucket: Bucket, path: string, text: string, store = files): Promise<void> {
  const local = join(folder, "small");
  await writeFile(local, text);
  await store.putFile(bucket, path, local, "text/csv");
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "talky-files-"));
  await admin(`create database ${NAME}`);
  const databaseUrl = new URL(SERVER);
  databaseUrl.pathname = `/${NAME}`;
  simulator = await createSupabaseSimulator({
    databaseUrl: databaseUrl.toString(),
    url: "http://127.0.0.1",
    publicUrl: "http://127.0.0.1",
    storageDir: join(folder, "storage"),
    jwtSecret: "a secret of at least thirty-two characters",
    publishableKey: "sb_publishable_for_this_test",
    secretKey: SECRET_KEY,
    mail: { deliver: () => ({ links: [] }) },
    log: () => undefined,
  });
  server = serveSimulators([simulator]);
  files = createSupabaseFileStore({ url: await listen(server), secretKey: SECRET_KEY });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await simulator.close();
  await admin(`drop database ${NAME} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

describe("files in Supabase Storage", () => {
  it("come back as they went, whole and in spans, and are overwritten", async () => {
    const path = "tenant-1/call-1.wav";
    const wav = randomBytes(3_000_001);
    const local = join(folder, "call.wav");
    await writeFile(local, wav);
    await files.putFile("recordings", path, local, "audio/wav");
    expect(sha(await bytesOf(await files.read("recordings", path)))).toBe(sha(wav));
    const span = { start: 1_000_000, end: 2_000_000 };
    expect(sha(await bytesOf(await files.read("recordings", path, span)))).toBe(
      sha(wav.subarray(span.start, span.end + 1)),
    );
    await put("recordings", path, "short");
    expect((await bytesOf(await files.read("recordings", path))).toString()).toBe("short");
  });

  it("keep names with spaces and signs apart", async () => {
    for (const name of ["a b.csv", "a+b.csv", "a%20b.csv"]) {
      await put("imports", `t/${name}`, name);
    }
    for (const name of ["a b.csv", "a+b.csv", "a%20b.csv"])
      expect((await bytesOf(await files.read("imports", `t/${name}`))).toString()).toBe(name);
  });

  it("are not found when they were never there or are gone", async () => {
    await expect(files.read("imports", "t/none.csv")).rejects.toMatchObject({ code: "not_found" });
    await put("imports", "t/gone.csv", "x");
    await files.remove("imports", "t/gone.csv");
    await expect(files.read("imports", "t/gone.csv")).rejects.toMatchObject({ code: "not_found" });
  });

  it("never leave their folder", async () => {
    await expect(files.read("imports", "../secrets")).rejects.toThrow(/plain/);
    await expect(put("imports", "/etc/x", "x")).rejects.toThrow(/plain/);
  });

  it("are unavailable, to be tried again, when the storage is", async () => {
    const gone = createServer();
    const url = await listen(gone);
    await new Promise((done) => gone.close(done));
    const unreachable = createSupabaseFileStore({ url, secretKey: SECRET_KEY });
    await expect(unreachable.read("imports", "t/a")).rejects.toMatchObject({
      code: "unavailable",
      retryable: true,
    });
    await expect(put("imports", "t/a", "x", unreachable)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("are read by range where the storage knows ranges", async () => {
    let asked: string | undefined;
    const hosted = createServer((req, res) => {
      asked = req.headers.range;
      res.writeHead(206, { "content-range": "bytes 2-4/10" }).end("cde");
    });
    const store = createSupabaseFileStore({ url: await listen(hosted), secretKey: SECRET_KEY });
    const span = await store.read("recordings", "t/a.wav", { start: 2, end: 4 });
    expect((await bytesOf(span)).toString()).toBe("cde");
    expect(asked).toBe("bytes=2-4");
    hosted.closeAllConnections();
    hosted.close();
  });
});

function sha(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
