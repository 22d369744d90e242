import type { TurnLatency } from "#lib/data/turns";
import { Metrics } from "#lib/observability/metrics";
import { ProviderError } from "#lib/providers/errors";
import type { Telephony } from "#lib/providers/telephony/port";
import type { JobReport } from "#lib/queue/job-worker";

export interface WorkerFigures {
  openCalls(): number;
  maxCalls: number;
  /** Milliseconds since the slowest loop last ran well; null: not yet. */
  staleMs(): number | null;
  /** By provider: what is wrong, or null. */
  faults(): Record<string, string | null>;
}

/** What a worker counts. Each is an addition in memory. */
export class WorkerMetrics {
  private readonly metrics = new Metrics("voice-worker");
  private readonly jobs = this.metrics.counter("talky_jobs_total", "Jobs of the queue that ended", [
    "job",
    "result",
  ]);
  private readonly jobWait = this.metrics.seconds(
    "talky_job_wait_seconds",
    "From a job's being asked for to its beginning",
    ["job"],
  );
  private readonly jobRun = this.metrics.seconds("talky_job_run_seconds", "How long a job took", ["job"]);
  private readonly dials = this.metrics.counter(
    "talky_dials_total",
    "Claimed jobs by what the gate said when they were to be dialled",
    ["verdict"],
  );
  private readonly carrier = this.metrics.seconds(
    "talky_carrier_request_seconds",
    "Requests to the carrier, by what they came to",
    ["request", "result"],
  );
  private readonly settled = this.metrics.counter("talky_calls_settled_total", "Calls that are over", [
    "telephony_result",
    "disposition",
  ]);
  private readonly stages = this.metrics.seconds(
    "talky_turn_stage_seconds",
    "What the callee waited for in an answer: the recogniser, the model's first word, the voice's first sound, all of it",
    ["stage"],
  );
  private readonly failures = this.metrics.counter(
    "talky_provider_failures_total",
    "Failures of a provider in a call",
    ["provider", "fault"],
  );
  private readonly standIns = this.metrics.counter(
    "talky_provider_failovers_total",
    "Times that another provider had to stand in",
    ["service"],
  );

  constructor(figures: WorkerFigures) {
    const { metrics } = this;
    metrics.gauge("talky_open_calls", "Conversations that this worker holds", () => figures.openCalls());
    metrics.gauge("talky_max_calls", "Conversations that it holds at most", () => figures.maxCalls);
    metrics.gauge(
      "talky_loop_stale_seconds",
      "Since the slowest loop last ran well",
      () => (figures.staleMs() ?? 0) / 1000,
    );
    metrics.gauges("talky_provider_up", "1: it believes our key and answers", "provider", () =>
      Object.fromEntries(Object.entries(figures.faults()).map(([name, fault]) => [name, fault ? 0 : 1])),
    );
  }

  get contentType(): string {
    return this.metrics.contentType;
  }

  text(): Promise<string> {
    return this.metrics.text();
  }

  job({ name, waitMs, runMs, error }: JobReport): void {
    this.jobs.inc({ job: name, result: error ? "failed" : "done" });
    this.jobWait.observe({ job: name }, waitMs / 1000);
    this.jobRun.observe({ job: name }, runMs / 1000);
  }

  /** `allowed`, or the gate's reason. */
  dial(verdict: string): void {
    this.dials.inc({ verdict });
  }

  callSettled(telephonyResult: string, disposition: string | null): void {
    this.settled.inc({ telephony_result: telephonyResult, disposition: disposition ?? "none" });
  }

  turn(latency: TurnLatency): void {
    this.stages.observe({ stage: "stt" }, latency.sttMs / 1000);
    this.stages.observe({ stage: "llm" }, latency.llmFirstTokenMs / 1000);
    this.stages.observe({ stage: "tts" }, latency.ttsFirstAudioMs / 1000);
    this.stages.observe({ stage: "total" }, latency.totalMs / 1000);
  }

  providerFailed(error: unknown): void {
    if (error instanceof ProviderError) this.failures.inc({ provider: error.provider, fault: error.fault });
  }

  stoodIn(service: string): void {
    this.standIns.inc({ service });
  }

  /** The same carrier, with each request's time taken. */
  timed(carrier: Telephony): Telephony {
    const timed = async <T>(request: string, ask: () => Promise<T>): Promise<T> => {
      const startedAt = performance.now();
      let result = "ok";
      try {
        return await ask();
      } catch (error) {
        result = error instanceof ProviderError ? error.fault : "error";
        throw error;
      } finally {
        this.carrier.observe({ request, result }, (performance.now() - startedAt) / 1000);
      }
    };
    return {
      name: carrier.name,
      placeCall: (request) => timed("place_call", () => carrier.placeCall(request)),
      hangUp: (carrierCallId) => timed("hang_up", () => carrier.hangUp(carrierCallId)),
      transfer: (carrierCallId, to) => timed("transfer", () => carrier.transfer(carrierCallId, to)),
      getCall: (carrierCallId) => timed("get_call", () => carrier.getCall(carrierCallId)),
      listCalls: (from, to) => timed("list_calls", () => carrier.listCalls(from, to)),
      verifyWebhook: (authorization, rawBody) => carrier.verifyWebhook(authorization, rawBody),
      parseEvent: (body) => carrier.parseEvent(body),
      reconnectAnswer: (socketUrl, authorization, eventUrl) =>
        carrier.reconnectAnswer(socketUrl, authorization, eventUrl),
      briefingAnswer: (text, language) => carrier.briefingAnswer(text, language),
      check: () => carrier.check(),
    };
  }
}
