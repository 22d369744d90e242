import { appendCallEvents, type NewCallEvent } from "#lib/data/call-events";
import { lockCallForEvents, savePhoneState, takeInbox, type CallForEvents } from "#lib/data/calls";
import { applyPhoneEvent, speaksOfPhone, type PhoneState } from "#lib/domain/dialing/carrier-state";
import type { CarrierCall, CarrierEvent } from "#lib/providers/telephony/port";
import type { CarrierUpdate } from "../call/port.ts";
import type { DialerContext } from "./dialer-context.ts";

interface Applied {
  call: CallForEvents;
  phone: PhoneState;
  updates: CarrierUpdate[];
}

/** Applies what the inbox holds for a call, tells its conversation, and returns where the call stands. null: no such call. */
export function applyInbox(ctx: DialerContext, callId: string): Promise<PhoneState | null> {
  return ctx.inOrder.run(callId, () => applyStored(ctx, callId));
}

async function applyStored(ctx: DialerContext, callId: string): Promise<PhoneState | null> {
  const fromMs = Date.now();
  const applied = await ctx.db.transaction().execute(async (trx) => {
    const inbox = await takeInbox(trx, callId);
    if (!inbox) return null;
    const events = inbox.bodies.flatMap((body) => parsed(ctx, callId, body));
    return applyEvents(trx, ctx, callId, inbox.call, events);
  });
  ctx.telemetry?.eventsApplied(applied?.call.traceparent ?? null, applied?.updates ?? [], fromMs);
  return tell(ctx, callId, applied);
}

/** The same for what the carrier answered when it was asked about a call, as if it had come as an event. */
export function applyCarrierCall(
  ctx: DialerContext,
  callId: string,
  known: CarrierCall,
): Promise<PhoneState | null> {
  return ctx.inOrder.run(callId, () => applyAnswer(ctx, callId, known));
}

async function applyAnswer(
  ctx: DialerContext,
  callId: string,
  known: CarrierCall,
): Promise<PhoneState | null> {
  const applied = await ctx.db.transaction().execute(async (trx) => {
    const call = await lockCallForEvents(trx, callId);
    if (!call || call.isSettled) return null;
    const event: CarrierEvent = {
      carrierCallId: known.carrierCallId,
      conversationId: known.conversationId,
      status: known.status,
      rawStatus: `asked.${known.status}`,
      at: known.endedAt ?? ctx.now(),
      isSocketLeg: false,
      durationS: known.durationS,
      endedBy: null,
      priceMicros: null,
      detail: null,
    };
    return applyEvents(trx, ctx, callId, call, [event]);
  });
  return tell(ctx, callId, applied);
}

/** Another phone in the same call: whom it is connected to. It says nothing of the call's own phone. */
function ofColleague(event: CarrierEvent, phone: PhoneState): CarrierUpdate {
  return {
    leg: "transfer",
    status: event.status,
    state: phone.state,
    telephonyResult: phone.result,
    at: event.at,
    endedBy: phone.endedBy,
  };
}

type Trx = Parameters<typeof lockCallForEvents>[0];

async function applyEvents(
  trx: Trx,
  ctx: DialerContext,
  callId: string,
  call: CallForEvents,
  events: CarrierEvent[],
): Promise<Applied> {
  let phone = call.phone;
  const updates: CarrierUpdate[] = [];
  let hasPhoneNews = false;
  const log: NewCallEvent[] = [];
  for (const event of events) {
    log.push({
      tenantId: call.tenantId,
      jobId: call.jobId,
      callId,
      type: "carrier.event",
      at: event.at,
      data: {
        status: event.status,
        raw_status: event.rawStatus,
        detail: event.detail,
        is_socket_leg: event.isSocketLeg,
        carrier_call_id: event.carrierCallId,
      },
    });
    if (event.status === "other") {
      ctx.log.warn({ callId, rawStatus: event.rawStatus }, "the carrier used a word we do not know");
    }
    if (call.carrierCallId !== null && event.carrierCallId !== call.carrierCallId && !event.isSocketLeg) {
      updates.push(ofColleague(event, phone));
      continue;
    }
    // What comes after the outcome stands is kept in the log and changes nothing.
    if (!speaksOfPhone(event) || call.isSettled) continue;
    phone = applyPhoneEvent(phone, event);
    hasPhoneNews = true;
    updates.push({
      status: event.status,
      state: phone.state,
      telephonyResult: phone.result,
      at: event.at,
      endedBy: phone.endedBy,
    });
  }
  const own = events.find(
    (event) => speaksOfPhone(event) && (call.carrierCallId ?? event.carrierCallId) === event.carrierCallId,
  );
  if (hasPhoneNews) {
    const carrier = {
      carrierCallId: own?.carrierCallId ?? null,
      conversationId: own?.conversationId ?? null,
    };
    await savePhoneState(trx, callId, call.jobId, phone, carrier, log);
    if (call.carrierCallId === null && own) ctx.host.placed(callId, own.carrierCallId);
  } else await appendCallEvents(trx, log);
  return { call, phone, updates };
}

/** After the commit: the conversation hears each event once, in order. */
async function tell(ctx: DialerContext, callId: string, applied: Applied | null): Promise<PhoneState | null> {
  if (!applied) return null;
  if (applied.call.workerId === ctx.worker.id) {
    for (const update of applied.updates) ctx.host.carrierSaid(callId, update);
  }
  if (applied.updates.length > 0) {
    await ctx.live.publish({ type: "campaign.changed", campaignId: applied.call.campaignId });
  }
  return applied.phone;
}

function parsed(ctx: DialerContext, callId: string, body: unknown): CarrierEvent[] {
  try {
    return [ctx.telephony.parseEvent(body)];
  } catch (err) {
    ctx.log.error({ err, callId }, "a stored carrier event cannot be read");
    return [];
  }
}
