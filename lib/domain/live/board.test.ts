import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "../api/live.ts";
import { applyLive, type Board, boardOf } from "./board.ts";

const AT = "2026-11-20T12:00:00.000Z";
const EMPTY: Board = new Map();

const started = (call_id: string, id: number): LiveEvent => ({
  type: "call.started",
  id,
  call_id,
  campaign_id: "c",
  campaign_name: "Check-ups",
  lead_id: "l",
  contact_name: null,
  phone_number: "+14155550100",
  requested_at: AT,
  answered_at: null,
  carrier_state: "requested",
  session_state: null,
  answered_by: null,
});
const state = (call_id: string, id: number, session: "greeting" | "listening" | null = null): LiveEvent => ({
  type: "call.state",
  id,
  call_id,
  campaign_id: "c",
  carrier_state: "answered",
  session_state: session,
  answered_by: null,
  answered_at: AT,
  at: AT,
});
const turn = (call_id: string, id: number, index: number, text: string): LiveEvent => ({
  type: "call.turn",
  id,
  call_id,
  campaign_id: "c",
  final: true,
  index,
  role: index % 2 === 0 ? "agent" : "callee",
  text,
  interrupted: false,
  started_ms: 0,
  ended_ms: 1,
});
const saying = (call_id: string, role: "agent" | "callee", text: string): LiveEvent => ({
  type: "call.turn",
  call_id,
  campaign_id: "c",
  final: false,
  index: null,
  role,
  text,
  interrupted: false,
  started_ms: null,
  ended_ms: null,
});
const ended = (call_id: string, id: number): LiveEvent => ({
  type: "call.ended",
  id,
  call_id,
  campaign_id: "c",
  telephony_result: "answered",
  answered_by: "human",
  disposition: "goal_achieved",
  goal_achieved: true,
  duration_s: 20,
  at: AT,
});

const play = (events: readonly LiveEvent[], from: Board = EMPTY): Board => events.reduce(applyLive, from);

describe("the board of calls that go on", () => {
  it("follows a call from its request to its end", () => {
    const events = [
      started("a", 1),
      state("a", 2, "greeting"),
      saying("a", "agent", "Hello"),
      turn("a", 3, 0, "Hello there."),
      saying("a", "callee", "Yes"),
      state("a", 4, "listening"),
    ];
    expect(play(events).get("a")).toMatchObject({
      carrier_state: "answered",
      session_state: "listening",
      turns: [{ index: 0, text: "Hello there." }],
      saying: { role: "callee", text: "Yes" },
    });
    expect(play([...events, ended("a", 5)]).size).toBe(0);
  });

  it("keeps how far the conversation is through an event that does not say it", () => {
    const board = play([started("a", 1), state("a", 2, "greeting"), state("a", 3)]);
    expect(board.get("a")?.session_state).toBe("greeting");
  });

  it("takes nothing back that rows read later knew", () => {
    const board = boardOf({
      as_of: 10,
      items: [
        {
          ...(started("a", 0) as Extract<LiveEvent, { type: "call.started" }>),
          session_state: "listening",
          turns: [],
          saying: null,
        },
      ],
    });
    expect(play([state("a", 9, "greeting")], board).get("a")?.session_state).toBe("listening");
    expect(play([state("a", 11, "greeting")], board).get("a")?.session_state).toBe("greeting");
  });

  it("comes to the same when events come twice, as after a break", () => {
    const story: LiveEvent[] = ["a", "b", "c"].flatMap((call, n) => [
      started(call, n * 10 + 1),
      state(call, n * 10 + 2, "greeting"),
      turn(call, n * 10 + 3, 0, "Hello."),
      turn(call, n * 10 + 4, 1, "Yes?"),
      state(call, n * 10 + 5, "listening"),
      ...(call === "b" ? [ended(call, n * 10 + 6)] : []),
    ]);
    fc.assert(
      fc.property(fc.nat(story.length), fc.nat(story.length), (a, b) => {
        const [from, upTo] = [Math.min(a, b), Math.max(a, b)];
        const again = [...story.slice(0, upTo), ...story.slice(from)];
        expect(play(again)).toEqual(play(story));
      }),
    );
  });
});
