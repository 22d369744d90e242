import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CarrierRig } from "./carrier-rig.ts";

let rig: CarrierRig;
beforeEach(async () => {
  rig = await CarrierRig.start();
});
afterEach(() => rig.close());

const connectTo = (number: string): Record<string, unknown>[] => [
  {
    action: "connect",
    eventType: "synchronous",
    eventUrl: [`${rig.appUrl}/leg`],
    from: "14155550199",
    timeout: 25,
    endpoint: [{ type: "phone", number, onAnswer: { url: `${rig.appUrl}/briefing` } }],
  },
];

/** Greeted by the agent, so that the callee (09) waits for somebody to come. */
async function onHold(): Promise<string> {
  const uuid = await rig.place("09");
  const socket = await rig.socket();
  await rig.clock.advance(3000);
  await socket.say("Hello, this is Maya.");
  await rig.clock.advance(6000);
  await socket.say("One moment, I am connecting you.");
  await rig.clock.advance(4000);
  return uuid;
}

const transfer = (uuid: string, number: string): Promise<unknown> =>
  rig.vonage().voice.transferCallWithNCCO(uuid, connectTo(number));

const legEvents = (): string[] =>
  rig.events.filter(({ path }) => path === "/leg").map(({ body }) => String(body["status"]));

describe("a call that is connected to a colleague", () => {
  it("says the briefing to them first, joins both, and ends when they hang up", async () => {
    rig.answerEvent = ({ path }) =>
      path === "/briefing"
        ? { status: 200, body: [{ action: "talk", text: "It is about a check-up.", language: "en-US" }] }
        : { status: 200 };
    const uuid = await onHold();
    await transfer(uuid, "14155550100");
    await rig.finish(uuid, 90_000);
    const { transfers, calleeSaid, agentHeard, endedBy } = rig.record(uuid);
    expect(transfers[0]?.heard).toEqual([
      "It is about a check-up.",
      "Hello. I would like to change my appointment.",
      "Thank you, goodbye.",
    ]);
    expect(transfers[0]?.said).toEqual([
      "Hello, this is the front desk. How can I help you?",
      "Of course, I have noted that. Have a nice day, goodbye.",
    ]);
    expect(agentHeard.join(" ")).not.toContain("It is about a check-up.");
    expect(agentHeard).toContain("Hello, this is the front desk. How can I help you?");
    expect(calleeSaid.at(-1)).toBe("Thank you, goodbye.");
    expect(legEvents()).toEqual(["started", "ringing", "answered", "completed"]);
    expect(rig.statusesOf(uuid).slice(-2)).toEqual(["transfer", "completed"]);
    expect(endedBy).toBe("agent");
  });

  it("has them wait for what they are told first, however long the app takes over it", async () => {
    const { promise: briefing, resolve } = Promise.withResolvers<{ status: number; body: unknown }>();
    rig.answerEvent = ({ path }) => (path === "/briefing" ? briefing : { status: 200 });
    const uuid = await onHold();
    await transfer(uuid, "14155550100");
    await rig.clock.advanceUntil(() => legEvents().includes("answered"));
    await rig.clock.advance(4000);
    resolve({ status: 200, body: [{ action: "talk", text: "It is about a check-up.", language: "en-US" }] });
    await rig.finish(uuid, 90_000);
    const { transfers, agentHeard } = rig.record(uuid);
    expect(transfers[0]?.heard[0]).toBe("It is about a check-up.");
    expect(agentHeard).toContain("Hello, this is the front desk. How can I help you?");
  });

  it.each([
    ["14155550101", "busy"],
    ["14155550104", "rejected"],
    ["14155550102", "timeout"],
  ])("goes back to the app by its answer when %s is %s", async (number, status) => {
    rig.answerEvent = ({ path, body }) =>
      path === "/leg" && body["status"] === status
        ? { status: 200, body: rig.connectNcco("?again=1") }
        : { status: 200 };
    const uuid = await onHold();
    await transfer(uuid, number);
    const second = await rig.socket(2);
    expect(second.path).toBe("/ws?again=1");
    expect(legEvents().at(-1)).toBe(status);
    expect(rig.record(uuid).endedAtMs).toBeNull();
  });

  it("ends when nobody answers and the app says nothing to it", async () => {
    const uuid = await onHold();
    await transfer(uuid, "14155550101");
    await rig.finish(uuid, 10_000);
    expect(rig.record(uuid)).toMatchObject({ status: "completed", endedBy: "agent" });
  });

  it("is over for the colleague when the caller hangs up", async () => {
    const uuid = await onHold();
    await transfer(uuid, "14155550100");
    await rig.clock.advanceUntil(() => rig.record(uuid).transfers[0]?.answeredAtMs !== null, 20_000);
    await rig.vonage().voice.hangupCall(uuid);
    await rig.finish(uuid);
    expect(rig.record(uuid).transfers[0]?.endedAtMs).not.toBeNull();
    expect(legEvents().at(-1)).toBe("completed");
  });

  it("refuses a number that is none", async () => {
    const uuid = await onHold();
    await expect(transfer(uuid, "+14155550100")).rejects.toThrow(/400/);
  });
});
