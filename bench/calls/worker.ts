/** The voice worker's call path in a process of its own: the real media server, conversations and provider clients. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import type { DB } from "#lib/data/database";
import type { TurnLatency } from "#lib/data/turns";
import { callSnapshotSchema } from "#lib/domain/settings";
import { createLogger } from "#lib/observability/logger";
import { createFailover } from "#lib/providers/failover/for-call";
import { createGroq } from "#lib/providers/llm/groq";
import { createDeepgram } from "#lib/providers/stt/deepgram";
import { createCartesia } from "#lib/providers/tts/cartesia";
import { Conversations } from "../../voice-worker/call/call-host.ts";
import type { CallJournal } from "../../voice-worker/call/call-journal.ts";
import { createMediaServer } from "../../voice-worker/media/media-server.ts";
import { benchCallOf, callIdOf, callName, type BenchCall } from "./call-name.ts";
import { MODEL } from "./model-double.ts";

export type ToWorker =
  | ({ type: "expect" } & BenchCall)
  | ({ type: "closed" } & BenchCall)
  | { type: "measure" }
  | { type: "memory" }
  | { type: "report" };
export interface WorkerReport {
  /** As the worker itself measured each answer. */
  addedMs: number[];
  lagP50Ms: number;
  lagP99Ms: number;
  cpuPercent: number;
  rssMb: number;
}
export type FromWorker =
  | { type: "ready"; port: number }
  | ({ type: "expecting" } & BenchCall)
  | { type: "hang_up"; call: number }
  | { type: "memory"; heapMb: number; rssMb: number }
  | ({ type: "report" } & WorkerReport);

const [worldUrl, eager] = process.argv.slice(2) as [string, string];
const folder = mkdtempSync(join(tmpdir(), "talky-bench-calls-"));
const log = createLogger({ service: "bench", level: "error" });
const lag = monitorEventLoopDelay({ resolution: 1 });
const addedMs: number[] = [];
const MB = 1024 * 1024;
let cpuFrom = process.cpuUsage();
let measuredFrom = performance.now();
let isMeasuring = false;

const tell = (message: FromWorker): void => void process.send?.(message);

/** Nothing here asks the database: what a call writes down stays in memory, or is dropped at once. */
const db = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (introspected) => new PostgresIntrospector(introspected),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const journal: CallJournal = {
  turn: ({ latency }: { latency: TurnLatency | null }) => {
    if (isMeasuring && latency !== null) addedMs.push(latency.addedMs);
  },
  event: () => undefined,
  disclosed: () => undefined,
  optOut: () => Promise.resolve(),
  briefing: () => Promise.resolve(),
  recording: () => Promise.resolve(true),
  end: () => Promise.resolve(),
};

// As in the product, so that what it costs is measured too; nobody stands in, since nobody fails.
const forCall = createFailover(
  {
    stt: createDeepgram({ apiKey: "bench", baseUrl: worldUrl }),
    llm: createGroq({ apiKey: "bench", baseUrl: worldUrl, model: MODEL }),
    tts: createCartesia({
      apiKey: "bench",
      baseUrl: worldUrl,
      model: "sonic-3-2026-01-12",
      voiceId: "a0e99841-438c-4a64-b679-ae501e7d6091",
    }),
  },
  { stt: [], llm: [], tts: [] },
);
const host = new Conversations({
  db,
  // Nobody looks on.
  live: { publish: () => Promise.resolve() },
  forCall,
  telephony: {
    hangUp: async (id) => tell({ type: "hang_up", call: benchCallOf(id).call }),
    getCall: async () => null,
    transfer: async () => undefined,
  },
  transferLeg: () => ({ eventUrl: worldUrl, briefingUrl: worldUrl }),
  putRecording: async () => undefined,
  isReconnectToken: () => false,
  dataDir: folder,
  log,
  events: { sessionEnded: () => undefined },
  journalOf: () => journal,
});
const server = await createMediaServer({
  port: 0,
  host: "127.0.0.1",
  health: () => null,
  admits: (callId, token) => host.admits(callId, token),
  onSocket: (callId, socket) => host.onSocket(callId, socket),
  admitsListener: () => false,
  listen: () => null,
  log,
});
tell({ type: "ready", port: server.port });

function expectCall(expected: BenchCall): void {
  const callId = callIdOf(expected);
  host.expect({
    callId,
    tenantId: "bench",
    jobId: "bench",
    campaignId: "bench",
    leadId: "bench",
    phoneNumber: "+14155550100",
    fromNumber: "+14155550199",
    socketTokenHash: createHash("sha256").update("bench").digest("hex"),
    snapshot: callSnapshotSchema.parse({
      campaign: {
        id: "bench",
        name: "Bench",
        goal: "Find a day",
        systemPrompt: `This is call ${callName(expected.call)}.`,
        purpose: "transactional",
      },
      agent: {
        name: "Alex",
        companyName: "",
        greeting: "Hello, this is Alex. Do you have a moment to talk about your visit?",
        language: "en",
        voiceId: null,
        model: null,
        temperature: null,
        maxTokens: null,
        voicemailMessage: null,
        ...(eager === "off" && { turnTaking: { eager_end_of_turn_threshold: null } }),
      },
      lead: { firstName: null, lastName: null, email: null, timezone: null, customFields: {} },
      calling: { max_call_duration_s: 7200 },
    }),
  });
  host.placed(callId, callId);
}

process.on("message", (message: ToWorker) => {
  switch (message.type) {
    case "expect":
      expectCall(message);
      return tell({ type: "expecting", call: message.call, round: message.round });
    case "closed":
      return host.carrierSaid(callIdOf(message), {
        status: "completed",
        state: "ended",
        telephonyResult: "answered",
        at: new Date(),
        endedBy: "callee",
      });
    case "measure":
      isMeasuring = true;
      lag.enable();
      cpuFrom = process.cpuUsage();
      measuredFrom = performance.now();
      return;
    case "memory":
      return tellMemory();
    case "report":
      return report();
  }
});
process.on("disconnect", () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

function tellMemory(): void {
  // `--expose-gc`: what is left after a collection is what is held.
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  tell({ type: "memory", heapMb: (heapUsed + external) / MB, rssMb: rss / MB });
}

function report(): void {
  isMeasuring = false;
  lag.disable();
  const { user, system } = process.cpuUsage(cpuFrom);
  tell({
    type: "report",
    addedMs,
    lagP50Ms: lag.percentile(50) / 1e6,
    lagP99Ms: lag.percentile(99) / 1e6,
    cpuPercent: (user + system) / 10 / (performance.now() - measuredFrom),
    rssMb: process.memoryUsage().rss / MB,
  });
}
