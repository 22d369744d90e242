import { type CallCost, type Charge, chargesOfCall, costOfCharges } from "#lib/domain/cost/call-cost";
import { PRICES } from "#lib/domain/cost/prices";
import { reckonedConversation } from "#lib/domain/cost/reckoned-usage";
import { conversationUsageSchema, NO_USAGE, type ConversationUsage } from "#lib/domain/cost/usage";
import { callSnapshotSchema } from "#lib/domain/settings";

/** A call's row, as far as it tells what the call cost. */
export interface CostlyCall {
  carrier: string;
  phone_number: string;
  requested_at: Date;
  ended_at: Date | null;
  session_ended_at: Date | null;
  duration_s: number | null;
  carrier_price_micros: number | null;
  usage: unknown;
  snapshot: unknown;
}

/**
 * What a call that is over cost, by whom, by the prices of the moment when it was asked for. `answeredAt` null: nobody took it.
 * `unwritten`: what its worker counted where no conversation wrote it down. A conversation whose count is lost with its
 * worker is reckoned by its length, rather too dear than for nothing.
 */
export function chargesOf(
  call: CostlyCall,
  answeredAt: Date | null,
  unwritten: ConversationUsage | null,
): Charge[] {
  const seconds = answeredAt === null ? 0 : secondsOnLine(call, answeredAt);
  const line = {
    carrier: call.carrier,
    to: call.phone_number,
    seconds,
    toldMicros: call.carrier_price_micros,
  };
  const counted = conversationUsageSchema.safeParse(call.usage).data ?? unwritten;
  const usage = counted ?? (answeredAt === null ? NO_USAGE : reckoned(call, seconds));
  return chargesOfCall({ line, ...usage }, PRICES, call.requested_at);
}

/** `chargesOf`, summed up. */
export const costOf = (...call: Parameters<typeof chargesOf>): CallCost => costOfCharges(chargesOf(...call));

/** As the carrier counts them; else until we last knew of it. */
function secondsOnLine(call: CostlyCall, answeredAt: Date): number {
  if (call.duration_s !== null) return call.duration_s;
  const until = call.ended_at ?? call.session_ended_at ?? answeredAt;
  return Math.max(0, (until.getTime() - answeredAt.getTime()) / 1000);
}

function reckoned({ phone_number, snapshot }: CostlyCall, seconds: number): ConversationUsage {
  const known = callSnapshotSchema.safeParse(snapshot).data;
  const promptCharacters = known?.campaign.systemPrompt.length ?? 0;
  const model = known?.agent.model ?? null;
  return reckonedConversation({ to: phone_number, promptCharacters, model }, seconds);
}
