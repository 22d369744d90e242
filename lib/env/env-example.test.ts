import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { webEnvSchema } from "./web.ts";
import { workerEnvSchema } from "./worker.ts";

const text = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
const shown = new Map(
  [...text.matchAll(/^# ?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name, value]) => [name ?? "", value ?? ""]),
);
const schemas = { ...workerEnvSchema.shape, ...webEnvSchema.shape };

/** Read by the launcher, by `npm run migrate` or by `compose.yaml` alone. */
const NOT_A_PROCESS_S = [
  "TALKY_SANDBOX_PORT",
  "TALKY_HOST",
  "TALKY_WORKER_DATABASE_URL",
  "TALKY_WORKER_DATABASE_DIRECT_URL",
  "TALKY_OWNER_DATABASE_URL",
  "POSTGRES_PASSWORD",
  "TALKY_WEB_DB_PASSWORD",
  "TALKY_WORKER_DB_PASSWORD",
];

describe(".env.example", () => {
  it("shows each variable that a process reads, and no other", () => {
    expect([...shown.keys()].toSorted()).toEqual([...Object.keys(schemas), ...NOT_A_PROCESS_S].toSorted());
  });

  it("shows no variable twice", () => {
    const names = [...text.matchAll(/^# ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(Object.entries(schemas).filter(([name]) => shown.get(name)))(
    "shows a value of %s that its process takes",
    (name, schema) => {
      expect(schema.safeParse(shown.get(name)).error).toBeUndefined();
    },
  );

  it.each(Object.entries(schemas).filter(([name]) => shown.get(name)))(
    "shows the default of %s where there is one",
    (name, schema) => {
      const fallback = schema.safeParse(undefined);
      if (fallback.success && fallback.data !== undefined)
        expect(String(schema.parse(shown.get(name)))).toBe(String(fallback.data));
    },
  );
});
