/** Names that decide where our processes connect to: never inherited from the shell. */
const OURS =
  /^(TALKY_|VONAGE_|DEEPGRAM_|GROQ_|OPENAI_COMPATIBLE_|CARTESIA_|SUPABASE_|DATABASE_|REDIS_URL$|PG[A-Z]+$|npm_|NEXT_|NODE_OPTIONS$|NODE_ENV$|PORT$|HOSTNAME$|LOG_LEVEL$|OTEL_|VITEST|INIT_CWD$)/;

/**
 * The shell's variables that are nobody's business of ours (PATH, HOME, proxies, locale).
 * @param {Record<string, string | undefined>} shell
 */
export function inherited(shell) {
  return Object.fromEntries(
    Object.entries(shell).filter(([name, value]) => value !== undefined && !OURS.test(name)),
  );
}

/**
 * The whole environment of each process.
 * @param {object} given
 * @param {ReturnType<import("./settings.mjs").readSettings>} given.settings
 * @param {Record<string, string>} given.secrets
 * @param {Record<string, string>} given.file the variables of `.env`
 * @param {ReturnType<import("./providers.mjs").chooseProviders>} given.providers
 * @param {Record<string, string | undefined>} given.shell
 * @param {boolean} given.isDev
 */
export function buildEnvironments({ settings, secrets, file, providers, shell, isDev }) {
  const { ports, dataDir } = settings;
  const sandbox = `http://127.0.0.1:${ports.sandbox}`;
  const real = Object.fromEntries(providers.map((p) => [p.part, p.isReal]));
  const variables = Object.assign({}, ...providers.map((p) => p.variables));
  const database = real.database ? ownDatabase(file) : sandboxDatabase(ports, secrets, sandbox);
  const base = {
    ...inherited(shell),
    NODE_ENV: isDev ? "development" : "production",
    TALKY_LAUNCHER_PID: String(process.pid),
    TALKY_DATA_DIR: dataDir,
    TALKY_WEB_PORT: String(ports.web),
    TALKY_WORKER_PORT: String(ports.worker),
    TALKY_SANDBOX_PORT: String(ports.sandbox),
    TALKY_PUBLIC_URL: file.TALKY_PUBLIC_URL ?? `http://127.0.0.1:${ports.web}`,
    TALKY_WORKER_PUBLIC_URL: file.TALKY_WORKER_PUBLIC_URL ?? `http://127.0.0.1:${ports.worker}`,
    TALKY_SECRET: file.TALKY_SECRET ?? secrets.talkySecret,
    // Nobody but this machine's own people reaches it.
    ...(settings.host === "127.0.0.1" && !file.TALKY_PUBLIC_URL
      ? { TALKY_WEBHOOKS_TO_LOOPBACK: "true" }
      : {}),
    ...(settings.logLevel ? { LOG_LEVEL: settings.logLevel } : {}),
  };
  const product = {
    ...base,
    ...(file.REDIS_URL ? { REDIS_URL: file.REDIS_URL } : {}),
    ...database.shared,
    OTEL_EXPORTER_OTLP_ENDPOINT: file.OTEL_EXPORTER_OTLP_ENDPOINT ?? `${sandbox}/_sandbox/otlp`,
    ...(file.TALKY_METRICS_TOKEN ? { TALKY_METRICS_TOKEN: file.TALKY_METRICS_TOKEN } : {}),
    ...sandboxProviders(real, secrets, sandbox),
    ...variables,
  };
  return {
    web: {
      ...product,
      DATABASE_URL: database.web,
      TALKY_METRICS_TOKEN: file.TALKY_METRICS_TOKEN ?? secrets.metricsToken,
      ...(file.TALKY_PROXY_HOPS ? { TALKY_PROXY_HOPS: file.TALKY_PROXY_HOPS } : {}),
      ...direct(database.webDirect),
      NEXT_TELEMETRY_DISABLED: "1",
    },
    worker: { ...product, DATABASE_URL: database.worker, ...direct(database.workerDirect) },
    sandbox: { ...base, TALKY_SANDBOX_DATABASE: real.database ? "off" : "on" },
    ownerDatabaseUrl: database.owner,
  };
}

const direct = (url) => (url ? { DATABASE_DIRECT_URL: url } : {});

function ownDatabase(file) {
  return {
    web: file.DATABASE_URL,
    webDirect: file.DATABASE_DIRECT_URL,
    worker: file.TALKY_WORKER_DATABASE_URL,
    workerDirect: file.TALKY_WORKER_DATABASE_DIRECT_URL,
    owner: undefined,
    shared: {
      SUPABASE_URL: file.SUPABASE_URL,
      SUPABASE_PUBLISHABLE_KEY: file.SUPABASE_PUBLISHABLE_KEY,
      SUPABASE_SECRET_KEY: file.SUPABASE_SECRET_KEY,
    },
  };
}

function sandboxDatabase(ports, secrets, sandbox) {
  const url = (role, password) => `postgresql://${role}:${password}@127.0.0.1:${ports.postgres}/postgres`;
  return {
    web: url("talky_web", secrets.databaseWebPassword),
    webDirect: undefined,
    worker: url("talky_worker", secrets.databaseWorkerPassword),
    workerDirect: undefined,
    owner: url("postgres", secrets.databaseOwnerPassword),
    shared: {
      SUPABASE_URL: sandbox,
      SUPABASE_PUBLISHABLE_KEY: secrets.supabasePublishableKey,
      SUPABASE_SECRET_KEY: secrets.supabaseSecretKey,
    },
  };
}

function sandboxProviders(real, secrets, sandbox) {
  return {
    ...(real.vonage
      ? {}
      : {
          VONAGE_API_HOST: sandbox,
          VONAGE_APPLICATION_ID: secrets.vonageApplicationId,
          VONAGE_PRIVATE_KEY: secrets.vonagePrivateKey,
          VONAGE_SIGNATURE_SECRET: secrets.vonageSignatureSecret,
          VONAGE_API_KEY: secrets.vonageApiKey,
          VONAGE_FROM_NUMBER: "+14155550199",
        }),
    ...(real.deepgram ? {} : { DEEPGRAM_API_KEY: "sandbox", DEEPGRAM_BASE_URL: sandbox }),
    ...(real.groq ? {} : { GROQ_API_KEY: "sandbox", GROQ_BASE_URL: sandbox }),
    ...(real.cartesia ? {} : { CARTESIA_API_KEY: "sandbox", CARTESIA_BASE_URL: sandbox }),
  };
}
