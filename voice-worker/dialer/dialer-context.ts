import type { Db } from "#lib/data/db";
import type { LivePublisher } from "#lib/live/port";
import type { Logger } from "#lib/observability/logger";
import type { Telephony } from "#lib/providers/telephony/port";
import type { JobProducer } from "#lib/queue/port";
import type { CarrierLinks } from "#lib/services/carrier/links";
import type { CallHost } from "../call/port.ts";
import type { InOrder } from "./in-order.ts";
import type { DialTelemetry } from "../telemetry/dial-telemetry.ts";

/** What the dialer works with; built once in `main.ts`, and by tests. */
export interface DialerContext {
  /** Connects as talky_worker. */
  db: Db;
  queue: JobProducer;
  live: LivePublisher;
  telephony: Telephony;
  host: CallHost;
  links: CarrierLinks;
  log: Logger;
  /** Left out: nobody counts, nobody traces. */
  telemetry?: DialTelemetry;
  worker: { id: string; publicUrl: string };
  carrier: {
    /** Fictional numbers may be dialled. */
    isSandbox: boolean;
    /** Of tenants that have no number of their own. */
    fromNumber: string;
    callsPerSecond: number;
    /** After its moment in the line of all requests; what is later waits for another. */
    lateAtMostMs: number;
    /** It has said that requests come too fast; none before this time. */
    heldUntil: Date | null;
  };
  /** Events of one call are applied and told one after the other. */
  inOrder: InOrder;
  /** While it recovers from one, an old heartbeat makes no worker dead. */
  outage: { readonly isRecovering: boolean };
  /** This worker's calls that are not settled, as far as it knows. */
  ownCalls: Set<string>;
  /** When the carrier was last asked about a call (ms of `now`). */
  askedAt: Map<string, number>;
  /** A provider that refuses our key, so that no call could be held; null: none is known to. */
  refusedProvider(): string | null;
  /** Calls that this process may hold at once. */
  maxCalls: number;
  now(): Date;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
  wait(ms: number): Promise<void>;
}
