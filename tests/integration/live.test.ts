import { beforeAll, describe, expect, it } from "vitest";
import type { LiveBoard, LiveEvent } from "#lib/domain/api/live";
import { liveEventSchema } from "#lib/domain/api/live";
import { serverEvents } from "../../app/_client/server-events.ts";
import { Api, type Call, campaignIs, createCampaign, importNumbers, register } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

/** One reader of the stream; `until` reads on. */
class Watcher {
  readonly events: LiveEvent[] = [];
  private readonly left = new AbortController();
  private readonly api: Api;
  private stream: AsyncGenerator<{ type: string; data: unknown }> | null = null;

  constructor(api: Api) {
    this.api = api;
  }

  async open(after?: number): Promise<void> {
    const response = await this.api.get(
      "/live",
      after === undefined ? {} : { "last-event-id": String(after) },
      this.left.signal,
    );
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    if (!response.body) throw new Error("no stream");
    this.stream = serverEvents(response.body);
  }

  async until(isLast: (event: LiveEvent) => boolean): Promise<void> {
    for (;;) {
      const next = await this.stream?.next();
      if (!next || next.done) throw new Error("the stream has ended");
      const { type, data } = next.value;
      const event = { type, ...(data as object) } as LiveEvent;
      liveEventSchema.parse(event);
      this.events.push(event);
      if (isLast(event)) return;
    }
  }

  async close(): Promise<void> {
    this.left.abort();
    await this.stream?.return(undefined).catch(() => undefined);
  }
}

const of = <T extends LiveEvent["type"]>(events: LiveEvent[], type: T): Extract<LiveEvent, { type: T }>[] =>
  events.filter((event): event is Extract<LiveEvent, { type: T }> => event.type === type);

describe("the live stream of a business", () => {
  let api: Api;
  let stranger: Api;
  beforeAll(async () => {
    [{ api }, { api: stranger }] = await Promise.all([register(), register()]);
  });

  it("tells a call as it goes on, to its own business only, and goes on behind the last event after a break", async () => {
    const { id } = await createCampaign(api);
    await importNumbers(api, id, [numberOf("00", "213")]);
    const [first, outsider] = [new Watcher(api), new Watcher(stranger)];
    await Promise.all([first.open(), outsider.open()]);
    await Promise.all([
      first.until(({ type }) => type === "live.ready"),
      outsider.until(({ type }) => type === "live.ready"),
    ]);
    await api.ok("POST", `/campaigns/${id}/start`);
    // While somebody looks on, words are told before their turn is over.
    let [isTurnSeen, isSayingSeen] = [false, false];
    await first.until((event) => {
      if (event.type === "call.turn" && event.final) isTurnSeen = true;
      if (event.type === "call.turn" && !event.final && event.text !== "") isSayingSeen = true;
      return isTurnSeen && isSayingSeen;
    });
    const board = await api.ok<LiveBoard>("GET", "/calls/live");
    expect(board.items).toMatchObject([{ campaign_id: id, carrier_state: "answered" }]);
    expect((await stranger.ok<LiveBoard>("GET", "/calls/live")).items).toEqual([]);
    const lastId = Math.max(...first.events.map((event) => event.id ?? 0));
    await first.close();

    await campaignIs(api, id, "completed", 60_000)();
    const second = new Watcher(api);
    await second.open(lastId);
    await second.until(({ type }) => type === "call.ended");
    await second.close();

    const events = [...first.events, ...second.events];
    const [started] = of(events, "call.started");
    expect(started).toMatchObject({ campaign_id: id, phone_number: numberOf("00", "213") });
    const call = await api.ok<Call>("GET", `/calls/${started?.call_id}`);
    const said = new Map(
      of(events, "call.turn").flatMap((turn) => (turn.final ? [[turn.index, turn.text] as const] : [])),
    );
    const spoken = call.turns.filter(({ role }) => role !== "tool");
    expect([...said].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, text]) => text)).toEqual(
      spoken.map(({ text }) => text),
    );
    expect(of(events, "call.state").map(({ session_state }) => session_state)).toContain("speaking");
    expect(of(events, "campaign.status").map(({ status }) => status)).toContain("running");
    expect(of(events, "call.ended").at(-1)).toMatchObject({
      call_id: call.id,
      disposition: "goal_achieved",
      goal_achieved: true,
    });
    expect((await api.ok<LiveBoard>("GET", "/calls/live")).items).toEqual([]);
    await outsider.close();
    expect(outsider.events.map(({ type }) => type)).toEqual(["live.ready"]);
  });

  it("shows nothing to somebody without a session", async () => {
    const answer = await new Api(null).call("GET", "/live");
    expect(answer.status).toBe(401);
  });
});
