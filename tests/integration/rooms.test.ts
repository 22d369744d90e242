import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** One file a row: what it imports, and whether the house allows it (docs/architecture.md). */
const FORBIDDEN: [file: string, from: string][] = [
  ["lib/domain/a.ts", "pg"],
  ["lib/domain/b.ts", "#lib/data/db"],
  ["lib/domain/c.ts", "../data/db.ts"],
  ["lib/domain/dialing/d.ts", "../../services/x.ts"],
  ["lib/domain/e.ts", "libphonenumber-js"],
  ["lib/errors/a.ts", "#lib/domain/statuses"],
  ["lib/data/a.ts", "#lib/services/context"],
  ["lib/data/b.ts", "bullmq"],
  ["lib/storage/a.ts", "kysely"],
  ["lib/queue/a.ts", "#lib/data/db"],
  ["lib/live/a.ts", "#lib/services/context"],
  ["lib/providers/llm/a.ts", "#lib/data/db"],
  ["lib/audio/a.ts", "#lib/errors/app-error"],
  ["lib/services/calls/a.ts", "#lib/providers/telephony/vonage"],
  ["lib/services/calls/b.ts", "#lib/providers/registry"],
  ["lib/services/calls/c.ts", "#lib/env/web"],
  ["lib/services/calls/d.ts", "next/headers"],
  ["lib/services/calls/e.ts", "groq-sdk"],
  ["app/overview/a.ts", "#lib/data/db"],
  ["app/overview/b.ts", "@supabase/ssr"],
  ["app/overview/c.ts", "../../lib/data/db.ts"],
  ["app/overview/d.ts", "@/voice-worker/call/port"],
  ["app/_server/a.ts", "@vonage/server-sdk"],
  ["components/calls/a.ts", "#lib/services/context"],
  ["components/calls/b.ts", "@/app/_server/context"],
  ["voice-worker/call/a.ts", "#lib/env/worker"],
  ["voice-worker/call/b.ts", "@deepgram/sdk"],
  ["voice-worker/call/c.ts", "#lib/storage/supabase-files"],
  ["voice-worker/main.ts", "next"],
  ["sandbox/vonage/a.ts", "#lib/domain/statuses"],
  ["sandbox/vonage/b.ts", "../../lib/domain/statuses.ts"],
  ["lib/services/calls/f.ts", "@/sandbox/world"],
  ["voice-worker/call/d.ts", "../../sandbox/world.ts"],
];
const ALLOWED: [file: string, from: string][] = [
  ["lib/domain/ok.ts", "zod"],
  ["lib/domain/ok2.ts", "#lib/errors/app-error"],
  ["lib/data/ok.ts", "kysely"],
  ["lib/services/calls/ok.ts", "#lib/providers/telephony/port"],
  ["lib/services/calls/ok2.ts", "#lib/providers/errors"],
  ["lib/services/calls/ok3.ts", "#lib/data/db"],
  ["lib/providers/llm/ok.ts", "groq-sdk"],
  ["app/overview/ok.ts", "#lib/domain/statuses"],
  ["app/_server/ok.ts", "@supabase/ssr"],
  ["app/_server/ok2.ts", "#lib/data/db"],
  ["components/calls/ok.ts", "#lib/domain/statuses"],
  ["voice-worker/call/ok.ts", "#lib/audio/wav"],
  ["sandbox/vonage/ok.ts", "#lib/audio/wav"],
];

interface Finding {
  filename: string;
  code: string;
}

describe("the rooms' lint", () => {
  let folder: string;
  let findings: Finding[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "talky-rooms-"));
    const config = JSON.parse(await readFile(join(root, ".oxlintrc.json"), "utf8"));
    // The rows are about imports alone; their files have no types to check.
    await writeFile(
      join(folder, ".oxlintrc.json"),
      JSON.stringify({ ...config, $schema: undefined, options: {}, categories: {}, rules: {} }),
    );
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [file, from] of [...FORBIDDEN, ...ALLOWED]) {
      const path = join(folder, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(
        path,
        `import * as imported from ${JSON.stringify(from)};\nexport const seen = imported;\n`,
      );
    }
    const run = promisify(execFile)(join(root, "node_modules/.bin/oxlint"), ["--format", "json"], {
      cwd: folder,
      maxBuffer: 1e8,
    });
    const { stdout } = await run.catch((failed: { stdout: string }) => failed);
    findings = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics.filter((d) =>
      d.code.includes("no-restricted-imports"),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(FORBIDDEN)("%s may not import %s", (file) => {
    expect(findings.filter((f) => f.filename.endsWith(file))).not.toHaveLength(0);
  });
  it.each(ALLOWED)("%s may import %s", (file) => {
    expect(findings.filter((f) => f.filename.endsWith(file))).toHaveLength(0);
  });
});
