import type { ConversationEnd, ConversationFacts } from "#lib/domain/conversation/disposition";
import type { ToolUse } from "#lib/domain/conversation/tools";
import type { TransferRequest } from "#lib/domain/conversation/transfer";
import type { Effect } from "#lib/domain/turn-taking/effect";
import type { TurnTakingEvent } from "#lib/domain/turn-taking/event";
import type { TurnTakingState } from "#lib/domain/turn-taking/state";
import type { Logger } from "#lib/observability/logger";
import type { AgentLine } from "../media/agent-line.ts";
import type { CallJournal } from "./call-journal.ts";
import type { Ear } from "./ear.ts";
import type { Mouth } from "./mouth.ts";
import type { PreparedCall } from "./prepared-call.ts";
import { replyRequest } from "./reply-request.ts";
import type { ReplyWriter } from "./reply-writer.ts";
import type { SlowTool } from "./slow-tool.ts";
import type { ToldTurn, TurnStopwatch } from "./turn-stopwatch.ts";

const OPT_OUT_WRITE_MS = 3000;

/** What a call's effects are carried out with. */
interface EffectParts {
  prepared: PreparedCall;
  line: AgentLine;
  mouth: Mouth;
  writer: ReplyWriter;
  ear: Ear;
  stopwatch: TurnStopwatch;
  journal: CallJournal;
  slowTools: readonly SlowTool[];
  log: Logger;
  connectedAt: Date;
  wallClock: () => Date;
  state: () => TurnTakingState;
  dispatch: (event: TurnTakingEvent) => void;
  hangUp: (reason: ConversationEnd) => void;
  transfer: (request: TransferRequest) => Promise<void>;
  finish: (facts: ConversationFacts) => Promise<void>;
  onTurn: (turn: ToldTurn) => void;
}

/** Does what the reducer of one call says. */
export class CallEffects {
  /** When the callee wants to be called again. */
  callbackAt: Date | null = null;
  /** Resolves when an opt-out, if there was one, is written. */
  optOutWritten: Promise<void> = Promise.resolve();
  private readonly parts: EffectParts;

  constructor(parts: EffectParts) {
    this.parts = parts;
  }

  execute(effect: Effect): void {
    const { journal, line, mouth, stopwatch, writer } = this.parts;
    switch (effect.type) {
      case "start_reply":
        return this.startReply(effect.generation, effect.heard ?? null);
      case "cancel_reply":
        return writer.cancel();
      case "speak": {
        const { agent } = this.parts.state();
        return mouth.speak(effect.generation, effect.voiced, {
          isWhole: agent !== null && agent.kind !== "reply",
          isHeld: effect.isHeld ?? false,
        });
      }
      case "release_speech":
        stopwatch.confirmed(effect.generation);
        return mouth.release(effect.generation);
      case "end_speech":
        return mouth.end(effect.generation);
      case "cancel_speech":
        return mouth.cancel();
      case "clear":
        return line.clear();
      case "store_turn":
        return this.storeTurn(effect.turn);
      case "run_tool":
        return void this.runTool(effect.run, effect.use);
      case "record_opt_out":
        this.optOutWritten = journal
          .optOut(effect.how, effect.words)
          .then(() => this.parts.dispatch({ type: "opt_out.recorded" }));
        return;
      case "record_callback":
        this.callbackAt = futureDate(effect.at, this.parts.wallClock());
        return journal.event("callback", { when: effect.when, at: effect.at });
      case "disclosed":
        return journal.disclosed(new Date(this.parts.connectedAt.getTime() + effect.atMs));
      case "picked_up":
        return journal.event("picked_up", { who: effect.who });
      case "conversation_state":
        return journal.event("conversation.state", { state: effect.state });
      case "transfer":
        return this.transfer(effect.request);
      case "session_state":
        return journal.event("session.state", { state: effect.state });
      case "hang_up":
        return this.hangUp(effect.reason);
      case "finish":
        void this.parts
          .finish(effect.facts)
          .catch((error: unknown) =>
            this.parts.log.error({ err: error }, "the end of the call could not be written"),
          );
    }
  }

  private startReply(generation: number, heard: string | null): void {
    const { prepared, slowTools, state, stopwatch, writer } = this.parts;
    stopwatch.requested(generation, heard !== null);
    writer.start(generation, replyRequest(state(), prepared, slowTools, heard));
  }

  private storeTurn({ generation, ...turn }: Extract<Effect, { type: "store_turn" }>["turn"]): void {
    const { journal, stopwatch, connectedAt } = this.parts;
    const latency = stopwatch.latency(generation);
    journal.turn({ ...turn, latency });
    const { index, interrupted, startedMs, endedMs, tool } = turn;
    this.parts.onTurn({
      index,
      role: turn.role,
      isInterrupted: interrupted,
      fromMs: connectedAt.getTime() + startedMs,
      toMs: connectedAt.getTime() + endedMs,
      latency,
      stages: stopwatch.stages(generation),
    });
    if (tool !== null) return journal.event(`tool.${tool.name}`, { index, result: tool.result });
    journal.event(`turn.${turn.role}`, { index, interrupted, started_ms: startedMs, ended_ms: endedMs });
  }

  private async runTool(run: number, use: ToolUse): Promise<void> {
    const tool = this.parts.slowTools.find(({ spec }) => spec.name === use.name);
    let result = "error: it failed";
    try {
      result = (await tool?.run(use.arguments)) ?? result;
    } catch (error) {
      this.parts.log.warn({ err: error, tool: use.name }, "a tool failed");
    }
    this.parts.dispatch({ type: "tool.result", run, result });
  }

  private transfer(request: TransferRequest): void {
    const { journal, ear, log, dispatch } = this.parts;
    journal.event("transfer.asked", {});
    ear.rest();
    this.parts.transfer(request).catch((error: unknown) => {
      log.error({ err: error }, "the call could not be transferred");
      dispatch({ type: "transfer.refused" });
    });
  }

  /** Not before an opt-out is written, as long as that may take. */
  private hangUp(reason: ConversationEnd): void {
    const waited = new Promise<void>((resolve) => setTimeout(resolve, OPT_OUT_WRITE_MS).unref());
    void Promise.race([this.optOutWritten, waited]).then(() => this.parts.hangUp(reason));
  }
}

function futureDate(text: string | null, now: Date): Date | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return at > now.getTime() ? new Date(at) : null;
}
