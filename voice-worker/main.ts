import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createDb, createPool } from "#lib/data/db";
import { pingDatabase } from "#lib/data/reachable";
import { sweepingWorker } from "#lib/data/workers";
import { EnvironmentError } from "#lib/env/read";
import { workerEnv, type WorkerEnv } from "#lib/env/worker";
import { createLiveFeed } from "#lib/live/live-feed";
import { createLogger, type Logger } from "#lib/observability/logger";
import { createTraces } from "#lib/observability/traces";
import { createDeskProviders } from "#lib/providers/desk/create-desk";
import { createFailover } from "#lib/providers/failover/for-call";
import { createFallbacks, createProviders } from "#lib/providers/registry";
import { createWebhookSender } from "#lib/providers/webhook/http-sender";
import { openQueueConnection } from "#lib/queue/connection";
import { createJobWorker, type JobReport } from "#lib/queue/job-worker";
import { createProducer } from "#lib/queue/producer";
import { createCarrierLinks } from "#lib/services/carrier/links";
import { analyseCall } from "#lib/services/calls/analyse-call";
import type { ServiceContext } from "#lib/services/context";
import { runImport } from "#lib/services/imports/run-import";
import { keepRetention } from "#lib/services/privacy/keep-retention";
import { removeDoomedFiles } from "#lib/services/privacy/remove-doomed-files";
import { createWebhookSecrets } from "#lib/services/webhooks/secrets";
import { createSupabaseFileStore } from "#lib/storage/supabase-file-store";
import { Conversations } from "./call/call-host.ts";
import { uploadLeftoverRecordings } from "./call/recording-upload.ts";
import { LATE_AT_MOST_MS } from "./dialer/carrier-turn.ts";
import { startDialer, type Dialer } from "./dialer/dialer.ts";
import type { DialerContext } from "./dialer/dialer-context.ts";
import { InOrder } from "./dialer/in-order.ts";
import { OutageWatch } from "./dialer/outage-watch.ts";
import { isSandboxCarrier } from "#lib/domain/dialing/sandbox-carrier";
import { healthAnswers, JobCounter } from "./lifecycle/health.ts";
import { askFallbacks, askProviders } from "./lifecycle/provider-checks.ts";
import { watchFailures } from "./lifecycle/refusal-watch.ts";
import { startPulse } from "./lifecycle/pulse.ts";
import { watchCarrier } from "./lifecycle/watched-carrier.ts";
import { onStopSignal, runShutdown } from "./lifecycle/shutdown.ts";
import { createMediaServer } from "./media/media-server.ts";
import { DialTelemetry } from "./telemetry/dial-telemetry.ts";
import { mayReadFigures } from "./telemetry/may-read-figures.ts";
import { WorkerMetrics } from "./telemetry/worker-metrics.ts";
import { startLoop } from "./lifecycle/loop.ts";
import { WebhookCourier } from "./webhooks/courier.ts";

/** Conversations that one process holds at most; more workers hold more. */
const MAX_CALLS = 200;
/** Few enough to leave the model's rate to the calls. */
const ANALYSES_AT_ONCE = 4;
const PROVIDERS_WITHIN_MS = 5000;
const WEBHOOKS_EVERY_MS = 1000;
const RETENTION_EVERY_MS = 10_000;
const SETTLE_MS = 5000;

async function run(env: WorkerEnv, log: Logger): Promise<void> {
  const worker = { id: randomUUID(), publicUrl: env.TALKY_WORKER_PUBLIC_URL };
  const pool = createPool(env.DATABASE_URL, { name: "talky-worker", max: 16 });
  const db = createDb(pool);
  const warn =
    (sentence: string) =>
    (err: Error): void =>
      log.warn({ err }, sentence);
  const connection = openQueueConnection({
    databaseUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    name: "talky-worker-queue",
    onError: warn("the queue's connection failed"),
  });
  const queue = createProducer(connection, warn("the queue failed"));
  const live = createLiveFeed(connection, warn("the live feed failed"));
  const files = createSupabaseFileStore({ url: env.SUPABASE_URL, secretKey: env.SUPABASE_SECRET_KEY });
  const providers = createProviders(env);
  const links = createCarrierLinks({ secret: env.TALKY_SECRET, publicUrl: env.TALKY_PUBLIC_URL });
  const jobs = new JobCounter();
  let isStopping = false;
  let hasBegun = false;
  let dialer: Dialer | null = null;
  const checks = await askProviders(providers, log, PROVIDERS_WITHIN_MS);
  const fallbacks = createFallbacks(env);
  void askFallbacks(fallbacks, log);
  // A refused key pauses campaigns when it is that of a first choice: those are watched, their stand-ins not.
  const traces = createTraces({ service: "voice-worker", endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT });
  const metrics = new WorkerMetrics({
    openCalls: () => host.openCallIds().length,
    maxCalls: MAX_CALLS,
    staleMs: () => dialer?.staleMs() ?? null,
    faults: () => checks.faults(),
  });
  const note = (error: unknown): void => {
    metrics.providerFailed(error);
    checks.note(error);
  };
  const forCall = createFailover(watchFailures(providers, note), fallbacks);
  const telephony = watchCarrier(metrics.timed(providers.telephony), note);

  const putRecording = (path: string, localPath: string): Promise<void> =>
    files.putFile("recordings", path, localPath, "audio/wav");
  const host = new Conversations({
    db,
    live,
    forCall,
    telephony,
    metrics,
    traces,
    putRecording,
    transferLeg: (callId) => ({
      eventUrl: links.transferEventUrl(callId),
      briefingUrl: links.briefingUrl(callId),
    }),
    isReconnectToken: (callId, token) => links.verifyReconnect(callId, token),
    dataDir: env.TALKY_DATA_DIR,
    log,
    events: { sessionEnded: (callId) => dialer?.sessionEnded(callId) },
  });
  const answerHealth = healthAnswers(
    {
      workerId: worker.id,
      isStopping: () => isStopping,
      openCalls: () => host.openCallIds().length,
      staleMs: () => dialer?.staleMs() ?? null,
      checks: {
        database: () => pingDatabase(db),
        queue: () => queue.ready(),
        // Whoever waits for it may also tell it to stop.
        start: () => (hasBegun ? Promise.resolve() : Promise.reject(new Error("still starting"))),
      },
      providers: () => checks.faults(),
    },
    jobs,
  );
  const server = await createMediaServer({
    port: env.TALKY_WORKER_PORT,
    health: answerHealth,
    figures: {
      mayRead: (request) => mayReadFigures(request, env.TALKY_METRICS_TOKEN),
      read: () => metrics.text(),
      contentType: metrics.contentType,
    },
    admits: (callId, token) => host.admits(callId, token),
    onSocket: (callId, socket) => host.onSocket(callId, socket),
    admitsListener: (callId, token) => links.verifyListener(callId, token, new Date()),
    listen: (callId, sink) => host.listen(callId, sink),
    log,
  });

  const carrier = {
    isSandbox: isSandboxCarrier(env.VONAGE_API_HOST),
    fromNumber: env.VONAGE_FROM_NUMBER,
    callsPerSecond: env.VONAGE_CALLS_PER_SECOND,
    lateAtMostMs: LATE_AT_MOST_MS,
    heldUntil: null,
  };
  const outage = new OutageWatch();
  const context: DialerContext = {
    db,
    queue,
    live,
    telephony,
    host,
    links,
    log,
    telemetry: new DialTelemetry({ db, log, metrics, traces }),
    worker,
    carrier,
    inOrder: new InOrder(),
    outage,
    ownCalls: new Set(),
    askedAt: new Map(),
    refusedProvider: () => checks.refused(),
    maxCalls: MAX_CALLS,
    now: () => new Date(),
    random: Math.random,
    wait: (ms) => delay(ms),
  };
  const services: Omit<ServiceContext, "actor"> = {
    db,
    queue,
    live,
    files,
    telephony,
    links,
    log,
    now: () => new Date(),
  };
  const onReport = (report: JobReport): void => {
    jobs.note(report);
    metrics.job(report);
    const { name, id, waitMs, runMs, error } = report;
    if (error) log.error({ err: error, job: name, id, waitMs, runMs }, "a job failed");
    else log.debug({ job: name, id, waitMs, runMs }, "a job is done");
  };
  const pulse = await startPulse({
    db,
    worker,
    activeCalls: () => host.openCallIds().length,
    onBeat: () => outage.beat(),
    log,
  });
  dialer = startDialer(context, { connection, live, onReport });
  const onTrouble = (sentence: string, err: Error | null): void => log.error({ err }, sentence);
  const imports = createJobWorker(connection, {
    name: "import",
    concurrency: 2,
    process: ({ importId }) => runImport({ ...services, actor: { kind: "system", job: "import" } }, importId),
    onReport,
    onTrouble,
  });
  const { desk } = createDeskProviders(env);
  const lookingBack = new AbortController();
  const analyses = createJobWorker(connection, {
    name: "analyse-call",
    concurrency: ANALYSES_AT_ONCE,
    process: ({ callId, request }) =>
      analyseCall(
        { ...services, actor: { kind: "system", job: "analyse-call" } },
        desk,
        callId,
        request,
        lookingBack.signal,
      ),
    onReport,
    onTrouble,
  });
  const courier = new WebhookCourier(services, {
    sender: createWebhookSender({ allowsLoopback: env.TALKY_WEBHOOKS_TO_LOOPBACK }),
    secrets: createWebhookSecrets(env.TALKY_SECRET),
    random: Math.random,
  });
  const webhooks = startLoop({
    name: "webhooks",
    everyMs: WEBHOOKS_EVERY_MS,
    step: () => courier.step(),
    log,
  });
  const retention = startLoop({
    name: "retention",
    everyMs: RETENTION_EVERY_MS,
    step: async () => {
      const ctx = { ...services, actor: { kind: "system", job: "retention" } } as const;
      await removeDoomedFiles(ctx);
      if ((await sweepingWorker(db)) === worker.id) await keepRetention(ctx);
    },
    log,
  });
  await Promise.all([dialer.ready(), imports.ready(), analyses.ready()]);
  log.info(
    { workerId: worker.id, port: server.port, isSandbox: carrier.isSandbox },
    "the voice worker is ready",
  );

  void uploadLeftoverRecordings({
    db,
    dataDir: env.TALKY_DATA_DIR,
    put: putRecording,
    isOpen: (callId) => host.has(callId),
    log,
  }).catch((err: unknown) => log.warn({ err }, "recordings left on disk could not be saved"));

  const dialing = dialer;
  const drainMs = env.TALKY_DRAIN_S * 1000;
  const stop = async (why: string, exitCode: number): Promise<void> => {
    isStopping = true;
    log.info({ why, openCalls: host.openCallIds().length }, "the voice worker is stopping");
    const untilSettled = async (): Promise<void> => {
      for (let waited = 0; context.ownCalls.size > 0 && waited < SETTLE_MS; waited += 100) await delay(100);
    };
    await runShutdown(
      [
        { name: "dialing", limitMs: 15_000, run: () => dialing.stopDialing() },
        { name: "conversations", limitMs: drainMs + 35_000, run: () => host.drain(drainMs) },
        { name: "settling", limitMs: SETTLE_MS + 1000, run: untilSettled },
        { name: "imports", limitMs: 10_000, run: () => imports.close() },
        {
          name: "analyses",
          limitMs: 5000,
          run: () => {
            lookingBack.abort();
            return analyses.close();
          },
        },
        { name: "retention", limitMs: 10_000, run: () => retention.stop() },
        { name: "dialer", limitMs: 10_000, run: () => dialing.stop() },
        // Last of the work, so that the calls that have just ended are told of, where there is time.
        { name: "webhooks", limitMs: 16_000, run: () => webhooks.stop().then(() => courier.idle()) },
        { name: "pulse", limitMs: 5000, run: () => pulse.stop() },
        { name: "server", limitMs: 5000, run: () => server.close() },
        { name: "traces", limitMs: 5000, run: () => traces?.close() },
        { name: "live feed", limitMs: 5000, run: () => live.close() },
        { name: "queue", limitMs: 5000, run: () => queue.close().then(() => connection.close()) },
        { name: "database", limitMs: 5000, run: () => pool.end() },
      ],
      log,
    );
    log.info("the voice worker has stopped");
    process.exit(exitCode);
  };
  onStopSignal(process, (signal) => void stop(signal, 0));
  hasBegun = true;
  process.on("uncaughtException", (err) => {
    log.fatal({ err }, "an error that nobody caught");
    if (!isStopping) void stop("uncaughtException", 1);
  });
  process.on("unhandledRejection", (err) => log.error({ err }, "a rejection that nobody caught"));
}

try {
  const env = workerEnv();
  const log = createLogger({ service: "voice-worker", level: env.LOG_LEVEL });
  await run(env, log).catch((err: unknown) => {
    log.fatal({ err }, "the voice worker could not start");
    process.exit(1);
  });
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
