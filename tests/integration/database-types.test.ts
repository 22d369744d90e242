import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ownerDatabaseUrl } from "../stack/addresses.ts";

const root = join(import.meta.dirname, "../..");

it("the row types are those of the migrated database (npm run types:database makes them anew)", async () => {
  const codegen = join(root, "node_modules/.bin/kysely-codegen");
  const run = promisify(execFile)(codegen, ["--verify", "--url", ownerDatabaseUrl()], { cwd: root });
  await expect(run).resolves.toBeDefined();
});
