import { appendCallEvents } from "#lib/data/call-events";
import { endSession, type SessionEnd } from "#lib/data/call-session";
import { addDncEntry } from "#lib/data/dnc-entries";
import { reckonedConversation } from "#lib/domain/cost/reckoned-usage";
import type { CallHost, CarrierUpdate, ExpectedCall } from "../../voice-worker/call/port.ts";
import type { TrueCall } from "./carrier.ts";
import type { SimulatedWorker } from "./worker.ts";

interface Conversation {
  expected: ExpectedCall;
  carrierCallId: string | null;
  connectedAt: Date | null;
  isOver: boolean;
}

/** Conversations without a word: they last as long as the person talks, and end as the person ends them. */
export class SimulatedHost implements CallHost {
  private readonly conversations = new Map<string, Conversation>();
  private readonly worker: SimulatedWorker;

  constructor(worker: SimulatedWorker) {
    this.worker = worker;
  }

  expect(call: ExpectedCall): void {
    this.conversations.set(call.callId, {
      expected: call,
      carrierCallId: null,
      connectedAt: null,
      isOver: false,
    });
  }

  watched(): void {}

  placed(callId: string, carrierCallId: string): void {
    const conversation = this.conversations.get(callId);
    if (conversation) conversation.carrierCallId = carrierCallId;
  }

  carrierSaid(callId: string, update: CarrierUpdate): void {
    const conversation = this.conversations.get(callId);
    if (!conversation || (update.state !== "ended" && update.state !== "unknown")) return;
    const call = this.worker.trueCall(callId);
    if (conversation.connectedAt === null && update.telephonyResult !== "answered")
      this.conversations.delete(callId);
    else if (call) this.worker.after(0, "session", () => this.end(callId, conversation, call));
  }

  forget(callId: string): void {
    this.conversations.delete(callId);
  }

  async hangUp(callId: string): Promise<void> {
    const id = this.conversations.get(callId)?.carrierCallId;
    if (id) await this.worker.ctx.telephony.hangUp(id);
  }

  usageOf(): null {
    return null;
  }

  has(callId: string): boolean {
    return this.conversations.has(callId);
  }

  openCallIds(): string[] {
    return [...this.conversations.keys()];
  }

  drain(): Promise<void> {
    return Promise.resolve();
  }

  /** The carrier opens the audio socket; false: this call is not expected here. */
  connect(call: TrueCall): boolean {
    const conversation = this.conversations.get(call.callId);
    if (!conversation || conversation.isOver) return false;
    conversation.connectedAt = this.worker.ctx.now();
    conversation.carrierCallId = call.id;
    const { person, callId } = call;
    if (person.disposition === "opted_out")
      this.worker.after(person.talkMs / 2, "session", () => this.optOut(conversation));
    if (!person.hangsUpFirst)
      this.worker.after(person.talkMs, "session", async () => {
        await this.end(callId, conversation, call);
        await this.worker.ctx.telephony.hangUp(call.id).catch(() => undefined);
      });
    else this.worker.after(person.talkMs + 50, "session", () => this.end(callId, conversation, call));
    return true;
  }

  private async optOut({ expected: call }: Conversation): Promise<void> {
    const { tenantId, callId, jobId, phoneNumber } = call;
    const { db } = this.worker.ctx;
    const reason = "Asked for it in a call";
    await addDncEntry(db, { tenantId, campaignId: null, phoneNumber, reason, source: "call", callId });
    await appendCallEvents(db, [{ tenantId, callId, jobId, type: "opt_out", data: { how: "said" } }]);
  }

  private async end(callId: string, conversation: Conversation, call: TrueCall): Promise<void> {
    if (conversation.isOver) return;
    conversation.isOver = true;
    const { ctx } = this.worker;
    const { disposition, callbackInMs } = call.person;
    const end: Omit<SessionEnd, "usage" | "endedAt"> =
      conversation.connectedAt === null
        ? UNSPOKEN
        : {
            disposition,
            answeredBy: disposition === "voicemail_no_message" ? "voicemail" : "human",
            endedBy: call.person.hangsUpFirst ? "callee" : "agent",
            endReason: "said goodbye",
            callbackAt: callbackInMs === null ? null : new Date(ctx.now().getTime() + callbackInMs),
            timeToFirstWordMs: 500,
            connectedAt: conversation.connectedAt,
          };
    await endSession(ctx.db, conversation.expected.tenantId, callId, {
      ...end,
      endedAt: ctx.now(),
      usage: reckonedConversation(
        { to: call.to, promptCharacters: 0, model: null },
        conversation.connectedAt === null ? 0 : call.person.talkMs / 1000,
      ),
    });
    this.conversations.delete(callId);
    this.worker.sessionEnded(callId);
  }
}

/** It was answered, and ended before its audio ever reached us. */
const UNSPOKEN: Omit<SessionEnd, "usage" | "endedAt"> = {
  disposition: "hung_up",
  answeredBy: "unknown",
  endedBy: "callee",
  endReason: "hung_up",
  callbackAt: null,
  timeToFirstWordMs: null,
  connectedAt: null,
};
