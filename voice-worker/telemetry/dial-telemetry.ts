import { traceOfCall, traceOfJob } from "#lib/data/traces";
import type { Db } from "#lib/data/db";
import type { Settled } from "#lib/data/settle-call";
import type { Verdict } from "#lib/domain/dialing/gate";
import type { Logger } from "#lib/observability/logger";
import type { PastSpan, Traces } from "#lib/observability/traces";
import { ProviderError } from "#lib/providers/errors";
import type { CarrierUpdate } from "../call/port.ts";
import type { WorkerMetrics } from "./worker-metrics.ts";

const MOST_REMEMBERED = 10_000;

/** What the dialer tells of its work, in figures and traces. Nothing waits for it, and nothing of it can fail a call. */
export class DialTelemetry {
  private readonly db: Db;
  private readonly log: Logger;
  private readonly metrics: WorkerMetrics;
  private readonly traces: Traces | null;
  /** When calls that are not settled were claimed, by their place. */
  private readonly claimedMs = new Map<string, number>();

  constructor(parts: { db: Db; log: Logger; metrics: WorkerMetrics; traces: Traces | null }) {
    this.db = parts.db;
    this.log = parts.log;
    this.metrics = parts.metrics;
    this.traces = parts.traces;
  }

  /** A place for the next call of a job: in the trace of whoever asked for it, or in one of its own. null: nobody traces. */
  async placeFor(jobId: string): Promise<string | null> {
    if (this.traces === null) return null;
    try {
      return this.traces.keepPlace(await traceOfJob(this.db, jobId));
    } catch (err) {
      this.log.warn({ err, jobId }, "a call goes untraced");
      return null;
    }
  }

  /** The gate let a claimed job through, and its call's row stands. */
  dispatched(place: string | null, at: { claimedMs: number; begunMs: number; atGateMs: number }): void {
    this.metrics.dial("allowed");
    if (place !== null) this.claimed(place, at.claimedMs);
    this.step(place, { name: "queue", kind: "consumer", fromMs: at.claimedMs, toMs: at.begunMs });
    this.step(place, { name: "carrier's rate", fromMs: at.begunMs, toMs: at.atGateMs });
    this.step(place, { name: "gate", fromMs: at.atGateMs, toMs: Date.now() });
  }

  /** The gate said no at the last moment: told in the trace of whoever asked for this very call. */
  dialRefused(jobId: string, verdict: Verdict, fromMs: number): void {
    const reason = verdict.reason ?? "unknown";
    const toMs = Date.now();
    this.metrics.dial(reason);
    if (this.traces === null) return;
    traceOfJob(this.db, jobId)
      .then((parent) =>
        this.step(parent, { name: "gate", fromMs, toMs, attributes: { "talky.reason": reason } }),
      )
      .catch((err: unknown) => this.log.warn({ err, jobId }, "a refusal goes untraced"));
  }

  /** The carrier answered, or did not. */
  carrierAsked(place: string | null, fromMs: number, error: unknown): void {
    const fault = error instanceof ProviderError ? error.fault : error === null ? "" : "error";
    this.step(place, {
      name: "carrier request",
      kind: "client",
      fromMs,
      toMs: Date.now(),
      isFailed: error !== null,
      ...(fault === "" ? {} : { attributes: { "talky.fault": fault } }),
    });
  }

  /** What the carrier told was applied to the call's row. */
  eventsApplied(place: string | null, updates: readonly CarrierUpdate[], fromMs: number): void {
    if (updates.length === 0) return;
    const status = updates.map((update) => update.status).join(" ");
    this.step(place, { name: `apply: ${status}`, kind: "consumer", fromMs, toMs: Date.now() });
  }

  /** Those that another worker settles are never asked for again. */
  private claimed(place: string, claimedMs: number): void {
    if (this.claimedMs.size >= MOST_REMEMBERED) this.claimedMs.clear();
    this.claimedMs.set(place, claimedMs);
  }

  private step(place: string | null, step: Omit<PastSpan, "parent">): void {
    if (place !== null) this.traces?.tell({ ...step, parent: place });
  }

  /** A call is settled: whoever settles it tells of the whole. */
  settled(callId: string, attempt: Settled, fromMs: number): void {
    this.metrics.callSettled(attempt.result, attempt.disposition);
    if (this.traces !== null)
      this.tellCall(this.traces, callId, attempt, fromMs).catch((err: unknown) =>
        this.log.warn({ err, callId }, "a call's trace was lost"),
      );
  }

  private async tellCall(traces: Traces, callId: string, settled: Settled, fromMs: number): Promise<void> {
    const toMs = Date.now();
    const call = await traceOfCall(this.db, callId);
    if (call === null) return;
    const { result, disposition, settlement } = settled;
    const claimedMs = this.claimedMs.get(call.place) ?? call.requestedAt.getTime();
    this.claimedMs.delete(call.place);
    traces.tell({
      name: "settle",
      parent: call.place,
      fromMs,
      toMs,
      attributes: { "talky.job_status": settlement.status, "talky.reason": settlement.reason ?? "" },
    });
    traces.tell({
      name: "call",
      place: call.place,
      parent: call.parent,
      links: [call.startedBy],
      fromMs: claimedMs,
      toMs,
      attributes: {
        "talky.call_id": callId,
        "talky.tenant_id": settled.tenantId,
        "talky.campaign_id": settled.campaignId,
        "talky.job_id": settled.jobId,
        "talky.telephony_result": result,
        "talky.disposition": disposition ?? "",
      },
    });
  }
}
