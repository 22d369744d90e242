import type { CallDetail } from "#lib/domain/api/call";
import { formatClock, formatMicros, formatMs } from "@/components/format/numbers";
import { formatPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Fact } from "@/components/ui/fact";
import { costParts } from "./cost-parts.ts";
import { RevealedPhone } from "./revealed-phone.tsx";
import {
  ANSWERED_BY_TEXT,
  CALL_TEXTS,
  DISPOSITION_TEXT,
  ENDED_BY_TEXT,
  TELEPHONY_RESULT_TEXT,
} from "./texts.ts";

/** What the call came to, field by field; what is not known is a dash. */
export function CallFacts({ call }: { call: CallDetail }) {
  const { cost, latency_ms: latency } = call;
  return (
    <dl className="divide-y divide-line px-4">
      <Fact label="Number">
        <RevealedPhone phoneNumber={call.phone_number} />
      </Fact>
      <Fact label={CALL_TEXTS.calledFrom}>{formatPhone(call.from_number)}</Fact>
      <Fact label="Carrier's result">
        {call.telephony_result ? TELEPHONY_RESULT_TEXT[call.telephony_result] : null}
      </Fact>
      <Fact label="Answered by">{call.answered_by ? ANSWERED_BY_TEXT[call.answered_by] : null}</Fact>
      <Fact label="Conversation">{call.disposition ? DISPOSITION_TEXT[call.disposition] : null}</Fact>
      <Fact label="Ended by">{call.ended_by ? ENDED_BY_TEXT[call.ended_by] : null}</Fact>
      <Fact label="Duration">{call.duration_s ? formatClock(call.duration_s) : null}</Fact>
      <Fact label="First word after">
        {call.time_to_first_word_ms === null ? null : formatMs(call.time_to_first_word_ms)}
      </Fact>
      {call.disclosed_at && call.answered_at ? (
        <Fact label={CALL_TEXTS.disclosed}>
          {formatMs(Date.parse(call.disclosed_at) - Date.parse(call.answered_at))} after they picked up
        </Fact>
      ) : null}
      <Fact label="Reply time, median">{latency.p50 === null ? null : formatMs(latency.p50)}</Fact>
      <Fact label="Reply time, slowest 5%">{latency.p95 === null ? null : formatMs(latency.p95)}</Fact>
      {call.callback_at ? (
        <Fact label="Callback at">
          <RelativeTime iso={call.callback_at} />
        </Fact>
      ) : null}
      <Fact label="Attempt">{call.attempt}</Fact>
      <Fact label={CALL_TEXTS.cost}>
        {call.settled_at === null ? null : (
          <>
            {formatMicros(cost.total_micros)}
            <span className="block text-xs text-ink-3">{costParts(cost)}</span>
          </>
        )}
      </Fact>
      <Fact label="Placed">
        <RelativeTime iso={call.requested_at} />
      </Fact>
    </dl>
  );
}
