import { createDb, createPool, type Db } from "#lib/data/db";
import { type WebEnv, webEnv } from "#lib/env/web";
import { createLiveFeed, type LiveFeed } from "#lib/live/live-feed";
import { createLiveHub } from "#lib/live/live-hub";
import type { LiveSubscriber } from "#lib/live/port";
import { createLogger, type Logger } from "#lib/observability/logger";
import { createTraces, type Traces } from "#lib/observability/traces";
import type { Telephony } from "#lib/providers/telephony/port";
import { createDeskProviders, type DeskProviders } from "#lib/providers/desk/create-desk";
import { createVonage } from "#lib/providers/telephony/vonage";
import { createWebhookSender } from "#lib/providers/webhook/http-sender";
import type { WebhookSender } from "#lib/providers/webhook/port";
import { openQueueConnection, type QueueConnection } from "#lib/queue/connection";
import { createProducer, type QueueProducer } from "#lib/queue/producer";
import { RequestAllowance } from "#lib/services/auth/request-allowance";
import { SignInAllowance } from "#lib/services/auth/sign-in-allowance";
import { StrangerAllowance } from "#lib/services/auth/stranger-allowance";
import { ChatAllowance } from "#lib/services/agents/chat-allowance";
import { AgentMarket } from "#lib/services/agents/agent-market";
import type { FileStore } from "#lib/storage/port";
import { type CarrierLinks, createCarrierLinks } from "#lib/services/carrier/links";
import { createWebhookSecrets, type WebhookSecrets } from "#lib/services/webhooks/secrets";
import { createSupabaseFileStore } from "#lib/storage/supabase-file-store";
import { WebMetrics } from "./web-metrics.ts";

/** Of one person's test chats. */
const CHAT_MESSAGES_PER_MINUTE = 30;
/** Of one person or one key. A screen that is open asks a few times a second. */
const REQUESTS = { burst: 2000, perSecond: 100 };
/** Sign-ins, sign-ups and mails asked for. */
const SIGN_INS = {
  byAddress: { burst: 300, perSecond: 5 },
  mails: { burst: 10, perSecond: 1 / 30 },
  passwords: { burst: 10, perSecond: 1 / 30 },
  passwordsAnywhere: { burst: 100, perSecond: 1 / 6 },
};
/** Of all who are not signed in, at one address: looks at invitations, refreshed sessions, wrong keys. */
const STRANGERS = { burst: 300, perSecond: 10 };

/** What the web process is made of, built once at the first request. */
export interface WebParts {
  env: WebEnv;
  log: Logger;
  db: Db;
  queueConnection: QueueConnection;
  queue: QueueProducer;
  live: LiveFeed;
  /** What the other processes tell, for all who look on. */
  hub: LiveSubscriber;
  files: FileStore;
  telephony: Telephony;
  links: CarrierLinks;
  chat: { llm: DeskProviders["chat"]; allowance: ChatAllowance };
  /** Voices and models to choose from. */
  market: AgentMarket;
  webhooks: { sender: WebhookSender; secrets: WebhookSecrets };
  requests: RequestAllowance;
  signIns: SignInAllowance;
  strangers: StrangerAllowance;
  metrics: WebMetrics;
  /** null: nobody traces. */
  traces: Traces | null;
}

// Next may load a module more than once (a bundle a route); the pools must be one.
const holder = globalThis as typeof globalThis & { talkyWebParts?: WebParts };

/** Throws EnvironmentError. */
export function webParts(): WebParts {
  holder.talkyWebParts ??= build(webEnv());
  return holder.talkyWebParts;
}

function build(env: WebEnv): WebParts {
  const log = createLogger({ service: "web", level: env.LOG_LEVEL });
  const queueConnection = openQueueConnection({
    databaseUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    name: "talky-web-queue",
    max: 6,
    onError: (err) => log.warn({ err }, "the queue's connection failed"),
  });
  const live = createLiveFeed(queueConnection, (err) => log.warn({ err }, "the live feed failed"));
  const { desk, chat, voices } = createDeskProviders(env);
  const db = createDb(createPool(env.DATABASE_URL, { name: "talky-web" }));
  return {
    env,
    log,
    db,
    metrics: new WebMetrics(db),
    traces: createTraces({ service: "web", endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT }),
    queueConnection,
    queue: createProducer(queueConnection, (err) => log.warn({ err }, "the queue failed")),
    live,
    hub: createLiveHub(live),
    files: createSupabaseFileStore({ url: env.SUPABASE_URL, secretKey: env.SUPABASE_SECRET_KEY }),
    telephony: createVonage({
      applicationId: env.VONAGE_APPLICATION_ID,
      privateKey: env.VONAGE_PRIVATE_KEY ?? env.VONAGE_PRIVATE_KEY_PATH ?? "",
      apiKey: env.VONAGE_API_KEY,
      signatureSecret: env.VONAGE_SIGNATURE_SECRET,
      apiHost: env.VONAGE_API_HOST,
    }),
    links: createCarrierLinks({ secret: env.TALKY_SECRET, publicUrl: env.TALKY_PUBLIC_URL }),
    chat: { llm: chat, allowance: new ChatAllowance(CHAT_MESSAGES_PER_MINUTE, () => Date.now()) },
    market: new AgentMarket(desk, voices, () => Date.now()),
    webhooks: {
      sender: createWebhookSender({ allowsLoopback: env.TALKY_WEBHOOKS_TO_LOOPBACK }),
      secrets: createWebhookSecrets(env.TALKY_SECRET),
    },
    requests: new RequestAllowance(REQUESTS, () => performance.now()),
    signIns: new SignInAllowance(SIGN_INS, () => performance.now()),
    strangers: new StrangerAllowance(STRANGERS, () => performance.now()),
  };
}
