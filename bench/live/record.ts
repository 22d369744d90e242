import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { LiveEvent } from "#lib/domain/api/live";
import { serverEvents } from "../../app/_client/server-events.ts";
import { campaignIs, createCampaign, importNumbers, register } from "../../tests/stack/api.ts";
import { numberOf } from "../../tests/stack/sandbox.ts";
import { packed, type RecordedEvent, RECORDING } from "./recorded-calls.ts";

/** Everybody who can pick up or not, some of them more than once. */
const PEOPLE = [
  "00",
  "06",
  "10",
  "12",
  "08",
  "13",
  "09",
  "14",
  "01",
  "02",
  "00",
  "17",
  "20",
  "11",
  "07",
  "03",
];
const AREAS = ["212", "303", "415", "617"];
const AT_ONCE = 16;
const LIMIT_MS = 360_000;

/** Makes so many calls in the sandbox and keeps what the live feed tells of them, as a browser hears it. */
export async function record(calls: number): Promise<void> {
  const { api } = await register("Recorded");
  const { id } = await createCampaign(api, { max_concurrent_calls: AT_ONCE });
  const numbers = AREAS.flatMap((area) => PEOPLE.map((nn) => numberOf(nn, area))).slice(0, calls);
  await importNumbers(api, id, numbers);
  const over = new AbortController();
  const told = new Map<string, { beganMs: number; events: RecordedEvent[] }>();
  const listening = listen();
  await api.ok("POST", `/campaigns/${id}/start`);
  await campaignIs(api, id, "completed", LIMIT_MS)();
  // What it came to is told a moment later.
  await delay(3000);
  over.abort();
  await listening;
  process.stdout.write(`recorded ${keep()} calls of ${calls}: ${RECORDING}\n`);

  function keep(): number {
    const whole = [...told.values()].filter(({ events }) => events.at(-1)?.type === "call.ended");
    writeFileSync(RECORDING, `${whole.map(({ events }) => JSON.stringify(packed(events))).join("\n")}\n`);
    return whole.length;
  }

  async function listen(): Promise<void> {
    const response = await api.get("/live", {}, over.signal);
    if (!response.body) throw new Error(`the live feed answered ${response.status}`);
    try {
      for await (const { type, data } of serverEvents(response.body))
        take({ type, ...(data as object) } as LiveEvent);
    } catch (error) {
      if (!over.signal.aborted) throw error;
    }
  }

  function take(event: LiveEvent): void {
    if (!("call_id" in event)) return;
    const now = performance.now();
    const call = told.get(event.call_id) ?? { beganMs: now, events: [] };
    told.set(event.call_id, call);
    const recorded = withoutIds(event);
    if (recorded) call.events.push({ atMs: Math.round(now - call.beganMs), ...recorded } as RecordedEvent);
  }
}

function withoutIds(event: LiveEvent): object | null {
  switch (event.type) {
    case "call.started":
      return { type: event.type };
    case "call.state": {
      const { type, carrier_state, session_state, answered_by } = event;
      return { type, carrier_state, session_state, answered_by };
    }
    case "call.turn": {
      const { type, final, index, role, text, interrupted, started_ms, ended_ms } = event;
      return { type, final, index, role, text, interrupted, started_ms, ended_ms };
    }
    case "call.ended": {
      const { type, telephony_result, answered_by, disposition, duration_s } = event;
      return { type, telephony_result, answered_by, disposition, duration_s };
    }
    case "campaign.stats":
    case "campaign.status":
    case "import.progress":
    case "live.ping":
    case "live.ready":
    case "live.reset":
      return null;
  }
}
