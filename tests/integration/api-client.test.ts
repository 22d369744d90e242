import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { apiTypes } from "../../scripts/api-types.ts";
import { webUrl } from "../stack/addresses.ts";
import { register } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

const folder = join(import.meta.dirname, "../../docs/api-client");

it("has types that are made of the description as it is", async () => {
  const written = readFileSync(join(folder, "talky-api.d.ts"), "utf8");
  expect(written === (await apiTypes()), "Run npm run types:api.").toBe(true);
});

// That it fits its types is for the types' check.
it("has an example that calls somebody and reads what came of it", async () => {
  const { api } = await register("Typed");
  const asked = { name: "Typed", scopes: ["read", "write", "dial"], role: "admin" };
  const { key } = await api.ok<{ key: string }>("POST", "/api-keys", asked);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(folder, "call-one.ts"), numberOf("00", "503")],
    { env: { ...process.env, API: `${webUrl()}/api/v1`, KEY: key } },
  );
  expect(stdout).toMatch(/^answered, human: goal_achieved after \d+ s\n(agent|callee): .+/);
});
