import type { TransferRequest } from "../conversation/transfer.ts";
import { noteTransferFailed } from "./bounds.ts";
import { arm, disarm, setPhase, type Draft } from "./draft.ts";
import { finish } from "./ending.ts";
import { say } from "./utterance.ts";

/** Somebody is there to transfer to, and has not failed to pick up before. */
export function canTransferNow(d: Draft): boolean {
  return d.s.config.canTransfer && d.s.transfer !== "failed";
}

/** The model wants a colleague to take over. */
export function planTransfer(d: Draft, { reason, summary }: TransferRequest): void {
  d.s.transfer = "announced";
  d.s.transferRequest = { reason, summary };
}

/** The callee has been told: from here on the carrier has the call. */
export function askTransfer(d: Draft): void {
  const request = d.s.transferRequest ?? { reason: "", summary: "" };
  d.s.transfer = "asked";
  setPhase(d, "ending");
  disarm(d, "silence", "opening");
  arm(d, "transfer", d.now + d.s.config.transferMs);
  d.effects.push({ type: "transfer", request });
}

export function transferAnswered(d: Draft): void {
  if (d.s.transfer !== "asked" || d.s.isHangingUp) return;
  d.s.ending = "transferred";
  finish(d, "agent");
}

/** Nobody took it and the callee is ours again: they are told, and may say what they want instead. */
export function transferFailed(d: Draft): void {
  if (d.s.transfer !== "asked" || d.s.isHangingUp) return;
  d.s.transfer = "failed";
  disarm(d, "transfer");
  d.s.callee = null;
  noteTransferFailed(d);
  say(d, "notice", d.s.config.phrases.nobodyFree);
}
