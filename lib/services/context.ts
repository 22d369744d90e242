import type { Db } from "#lib/data/db";
import type { ApiScope } from "#lib/domain/api/api-key";
import type { UserRole } from "#lib/domain/statuses";
import type { LivePublisher } from "#lib/live/port";
import type { Logger } from "#lib/observability/logger";
import type { Telephony } from "#lib/providers/telephony/port";
import type { JobProducer } from "#lib/queue/port";
import type { FileStore } from "#lib/storage/port";
import type { CarrierLinks } from "./carrier/links.ts";

/** Who acts. The worker is just another caller. */
export type Actor =
  | { kind: "user"; userId: string; tenantId: string; role: UserRole; sessionId?: string | null }
  | { kind: "api_key"; keyId: string; tenantId: string; role: UserRole; scopes: readonly ApiScope[] }
  | { kind: "system"; job: string };

/** What every verb is given; built by the composition roots (`app/_server`, `voice-worker/main.ts`) and by tests. */
export interface ServiceContext {
  actor: Actor;
  /** Web: connects as talky_web, good for nothing but `asRequest` and named functions. Worker: talky_worker. */
  db: Db;
  queue: JobProducer;
  live: LivePublisher;
  files: FileStore;
  telephony: Telephony;
  /** Signed addresses of ours: `createCarrierLinks({ secret: TALKY_SECRET, publicUrl: TALKY_PUBLIC_URL })`. */
  links: CarrierLinks;
  log: Logger;
  now(): Date;
}

/** A verb that a tenant's own people ask for: somebody signed in, or a program of theirs with a key. */
export interface UserContext extends ServiceContext {
  actor: Extract<Actor, { kind: "user" | "api_key" }>;
  /** By which the same request is known when it comes again; left out or null: it has none. */
  idempotencyKey?: string | null;
  /** Where what this leads to is traced; left out or null: nobody does. */
  traceparent?: string | null;
}
