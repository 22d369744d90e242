import { describe, expect, it } from "vitest";
import { buildEnvironments, inherited } from "./environment.mjs";
import { chooseProviders } from "./providers.mjs";
import { readSettings } from "./settings.mjs";

const secrets = new Proxy({}, { get: (_, name) => `secret-${String(name)}` });
const build = (file: Record<string, string>, shell: Record<string, string> = {}) =>
  buildEnvironments({
    settings: readSettings(file, shell, "/talky"),
    secrets,
    file,
    providers: chooseProviders(file),
    shell,
    isDev: false,
  });

describe("what each process is told", () => {
  it("is the sandbox for everything when .env says nothing, whatever the shell has", () => {
    const shell = {
      PATH: "/bin",
      HTTPS_PROXY: "http://proxy",
      GROQ_API_KEY: "real",
      VONAGE_APPLICATION_ID: "real",
      DATABASE_URL: "postgresql://real",
      PGHOST: "real",
      REDIS_URL: "redis://real",
    };
    const { web, worker, sandbox } = build({}, shell);
    for (const env of [web, worker, sandbox]) expect(JSON.stringify(env)).not.toContain("real");
    expect(web).toMatchObject({ PATH: "/bin", HTTPS_PROXY: "http://proxy", NODE_ENV: "production" });
    expect(worker).toMatchObject({
      GROQ_BASE_URL: "http://127.0.0.1:3002",
      DEEPGRAM_BASE_URL: "http://127.0.0.1:3002",
      CARTESIA_BASE_URL: "http://127.0.0.1:3002",
      VONAGE_API_HOST: "http://127.0.0.1:3002",
      SUPABASE_URL: "http://127.0.0.1:3002",
    });
    expect(web["DATABASE_URL"]).toContain("//talky_web:");
    expect(worker["DATABASE_URL"]).toContain("//talky_worker:");
  });

  it("takes a provider for real when its own key stands in .env, and leaves the others sandbox", () => {
    const { worker } = build({ GROQ_API_KEY: "gsk_1" });
    expect(worker["GROQ_API_KEY"]).toBe("gsk_1");
    expect(worker["GROQ_BASE_URL"]).toBeUndefined();
    expect(worker["DEEPGRAM_BASE_URL"]).toBe("http://127.0.0.1:3002");
  });

  it("takes an endpoint of one's own beside the sandbox from .env alone, and only a whole one", () => {
    const shell = { OPENAI_COMPATIBLE_BASE_URL: "https://shell/v1", OPENAI_COMPATIBLE_MODEL: "m" };
    expect(build({}, shell).worker["OPENAI_COMPATIBLE_BASE_URL"]).toBeUndefined();
    const { worker } = build({ OPENAI_COMPATIBLE_BASE_URL: "https://own/v1", OPENAI_COMPATIBLE_MODEL: "m" });
    expect(worker).toMatchObject({
      OPENAI_COMPATIBLE_BASE_URL: "https://own/v1",
      OPENAI_COMPATIBLE_MODEL: "m",
      GROQ_BASE_URL: "http://127.0.0.1:3002",
    });
    expect(() => build({ OPENAI_COMPATIBLE_API_KEY: "k" })).toThrow(
      "OPENAI_COMPATIBLE_BASE_URL, OPENAI_COMPATIBLE_MODEL",
    );
  });

  it("names all that is missing of a real carrier", () => {
    expect(() => build({ VONAGE_APPLICATION_ID: "a", VONAGE_API_KEY: "b" })).toThrow(
      "VONAGE_PRIVATE_KEY or VONAGE_PRIVATE_KEY_PATH, VONAGE_SIGNATURE_SECRET, VONAGE_FROM_NUMBER, TALKY_PUBLIC_URL, TALKY_WORKER_PUBLIC_URL",
    );
  });

  it("brings up no database of its own beside somebody's Supabase", () => {
    const { web, worker, sandbox, ownerDatabaseUrl } = build({
      DATABASE_URL: "postgresql://talky_web:x@db/postgres",
      TALKY_WORKER_DATABASE_URL: "postgresql://talky_worker:y@db/postgres",
      SUPABASE_URL: "https://x.supabase.co",
      SUPABASE_PUBLISHABLE_KEY: "p",
      SUPABASE_SECRET_KEY: "s",
    });
    expect(ownerDatabaseUrl).toBeUndefined();
    expect(sandbox["TALKY_SANDBOX_DATABASE"]).toBe("off");
    expect(web["DATABASE_URL"]).toBe("postgresql://talky_web:x@db/postgres");
    expect(worker["DATABASE_URL"]).toBe("postgresql://talky_worker:y@db/postgres");
  });

  it("passes on what is no business of ours and nothing of ours", () => {
    expect(
      inherited({ PATH: "a", TALKY_SECRET: "b", NODE_OPTIONS: "c", npm_config_x: "d", LANG: "e" }),
    ).toEqual({
      PATH: "a",
      LANG: "e",
    });
  });
});
