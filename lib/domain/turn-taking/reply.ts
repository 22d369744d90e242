import { takeSpeakable } from "../conversation/speakable.ts";
import { hasWords, spokenText } from "../conversation/spoken-form/spoken-form.ts";
import { effectOfTool, type ToolEffect } from "../conversation/tool-effect.ts";
import type { ToolUse } from "../conversation/tools.ts";
import { noteTool } from "./bounds.ts";
import { arm, disarm, setAgent, setPhase, type Draft } from "./draft.ts";
import { appendFarewell, failWith, recordOptOut, waitForOptOut } from "./ending.ts";
import type { AgentUtterance } from "./state.ts";
import { canTransferNow, planTransfer } from "./transfer.ts";
import { beginUtterance, endSpeech, fallSilent, hasVoice, resultOf, speak } from "./utterance.ts";

export function startReply(d: Draft, attempt = 0): void {
  const { generation } = beginUtterance(d, "reply", attempt);
  setPhase(d, "thinking");
  arm(d, "reply", d.now + d.s.config.firstTokenMs);
  d.effects.push({ type: "start_reply", generation });
}

export function replyText(d: Draft, text: string): void {
  const agent = d.s.agent;
  if (agent === null || agent.isWritten || text === "") return;
  const { chunks, rest } = takeSpeakable(agent.pending + text, {
    isFirst: agent.spoken === "",
    isFinal: false,
  });
  setAgent(d, { generated: agent.generated + text, pending: rest, isToolStepOpen: false });
  arm(d, "reply", d.now + d.s.config.replyStallMs);
  for (const chunk of chunks) speak(d, chunk);
}

export function replyTools(d: Draft, uses: readonly ToolUse[]): void {
  for (const use of uses) {
    const agent = d.s.agent;
    if (agent === null || agent.isWritten) return;
    if (d.s.config.slowTools.includes(use.name)) {
      runTool(d, agent.generation, use);
      continue;
    }
    const { result, farewell } = applyTool(d, use);
    setAgent(d, { isToolStepOpen: true, farewell: farewell ?? agent.farewell });
    keepResult(d, use, result);
  }
}

/** Something that takes time is begun; its result comes as an event. */
function runTool(d: Draft, generation: number, use: ToolUse): void {
  d.s.toolRun += 1;
  const run = d.s.toolRun;
  d.s.runningTools = [...d.s.runningTools, { run, generation, use }];
  setAgent(d, { isToolStepOpen: true, hasSlowTool: true });
  arm(d, "filler", d.now + d.s.config.fillerAfterMs);
  arm(d, "tool", d.now + d.s.config.toolMs);
  d.effects.push({ type: "run_tool", run, use });
}

export function toolResult(d: Draft, run: number, result: string): void {
  const running = d.s.runningTools.find((tool) => tool.run === run);
  if (running === undefined) return;
  d.s.runningTools = d.s.runningTools.filter((tool) => tool !== running);
  if (d.s.runningTools.length === 0) disarm(d, "tool");
  if (d.s.agent?.generation !== running.generation) {
    lateResult(d, running.use, result);
    return;
  }
  keepResult(d, running.use, result);
  if (isWaitingForTool(d, d.s.agent)) return;
  disarm(d, "filler");
  if (d.s.agent.isStepWritten) nextStep(d);
}

/** The utterance that asked for it is over: the model learns of it with its next answer, or now if nobody speaks. */
function lateResult(d: Draft, use: ToolUse, result: string): void {
  d.s.history = [...d.s.history, { role: "agent", text: "", toolResults: [resultOf(use, result)] }];
  storeToolTurn(d, use, result);
  if (d.s.agent === null && d.s.callee === null && d.s.ending === null) startReply(d);
}

/** Some tool took too long. */
export function toolsDue(d: Draft): void {
  for (const { run } of d.s.runningTools) toolResult(d, run, "error: it took too long");
}

/** Nothing is to be heard while a tool is at work: say so, once. */
export function fillerDue(d: Draft): void {
  const { agent, config } = d.s;
  if (agent === null || agent.isWritten || !isWaitingForTool(d, agent) || hasVoice(agent)) return;
  const text = `${config.phrases.filler} `;
  setAgent(d, { generated: agent.generated + text });
  speak(d, text);
}

export function isWaitingForTool(d: Draft, agent: AgentUtterance): boolean {
  return d.s.runningTools.some(({ generation }) => generation === agent.generation);
}

function keepResult(d: Draft, use: ToolUse, result: string): void {
  const agent = d.s.agent;
  if (agent === null) return;
  setAgent(d, { toolResults: [...agent.toolResults, resultOf(use, result)] });
  storeToolTurn(d, use, result);
}

/** Does what the tool asks for. */
function applyTool(d: Draft, use: ToolUse): ToolEffect {
  const effect = effectOfTool(use, d.s.outcome, canTransferNow(d));
  const { done } = effect;
  d.s.outcome = effect.outcome;
  if (done === null) return effect;
  noteTool(d, done.name);
  if (done.name === "transfer_to_human") planTransfer(d, done);
  if (done.name === "schedule_callback")
    d.effects.push({ type: "record_callback", when: done.when, at: done.at ?? null });
  if (done.name === "opt_out") {
    recordOptOut(d, "tool", "");
    // From here on nothing interrupts: the call ends with the farewell.
    d.s.ending ??= "opted_out";
    setPhase(d, "ending");
    arm(d, "farewell", d.now + d.s.config.farewellMs);
  }
  return effect;
}

function storeToolTurn(d: Draft, use: ToolUse, result: string): void {
  const at = Math.round(d.now);
  d.effects.push({
    type: "store_turn",
    turn: {
      index: d.s.nextIndex,
      role: "tool",
      text: "",
      generatedText: null,
      interrupted: false,
      startedMs: at,
      endedMs: at,
      tool: { name: use.name, arguments: use.arguments, result },
      generation: null,
    },
  });
  d.s.nextIndex += 1;
}

/** The model has written all it has to write: say the rest, hang up where it asked for that, or let it go on after its tools. */
export function replyEnd(d: Draft): void {
  const agent = d.s.agent;
  if (agent === null || agent.isWritten) return;
  disarm(d, "reply");
  const { chunks } = takeSpeakable(agent.pending, { isFirst: agent.spoken === "", isFinal: true });
  setAgent(d, { pending: "" });
  for (const chunk of chunks) speak(d, chunk);
  if (d.s.transfer === "announced") {
    if (!hasVoice(d.s.agent)) {
      const { connecting } = d.s.config.phrases;
      setAgent(d, { generated: agent.generated + connecting });
      speak(d, connecting);
    }
    endSpeech(d);
    return;
  }
  if (isWaitingForTool(d, agent)) setAgent(d, { isStepWritten: true });
  else nextStep(d);
}

/** Model and tools are done. */
function nextStep(d: Draft): void {
  const agent = d.s.agent;
  if (agent === null) return;
  if (agent.farewell !== null) {
    endAfterFarewell(d, agent.farewell);
    return;
  }
  const hasText = hasVoice(agent);
  const isOpen = agent.hasSlowTool || (agent.isToolStepOpen && !hasText);
  if (isOpen && agent.toolSteps < d.s.config.maxToolSteps) {
    setAgent(d, {
      toolSteps: agent.toolSteps + 1,
      isToolStepOpen: false,
      hasSlowTool: false,
      isStepWritten: false,
    });
    partFromWhatWasSaid(d);
    arm(d, "reply", d.now + d.s.config.firstTokenMs);
    d.effects.push({ type: "start_reply", generation: agent.generation });
  } else if (hasText) {
    endSpeech(d);
  } else {
    replyFailed(d, true);
  }
}

/** The model begins anew, without the space that its last words want behind them. */
function partFromWhatWasSaid(d: Draft): void {
  const agent = d.s.agent;
  if (agent === null || agent.spoken === "" || /\s$/.test(agent.spoken)) return;
  setAgent(d, { generated: `${agent.generated} `, pending: " " });
}

function endAfterFarewell(d: Draft, written: string): void {
  const { phrases, language } = d.s.config;
  const given = hasWords(spokenText(written, language)) ? written : "";
  const hasText = hasVoice(d.s.agent);
  if (!d.s.optedOut) {
    appendFarewell(d, given || (hasText ? "" : phrases.farewell), "goodbye");
    return;
  }
  const farewell = given || (hasText ? "" : phrases.optOutFarewell);
  if (d.s.isOptOutRecorded) appendFarewell(d, farewell, "opted_out");
  else waitForOptOut(d, farewell);
}

/** Once more where nothing was said yet and it may help; otherwise the apology. */
export function replyFailed(d: Draft, retryable: boolean): void {
  const agent = d.s.agent;
  if (agent === null || agent.isWritten) return;
  const canRetry = retryable && !hasVoice(agent) && agent.toolResults.length === 0 && agent.attempt === 0;
  if (!canRetry) {
    failWith(d, "llm_failed");
    return;
  }
  fallSilent(d);
  startReply(d, agent.attempt + 1);
}
