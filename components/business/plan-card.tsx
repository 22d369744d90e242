import type { Business } from "#lib/domain/api/business";
import { formatCount } from "@/components/format/numbers";
import { FormSection } from "@/components/forms/form-section";
import { RelativeTime } from "@/components/time/relative-time";
import { Fact } from "@/components/ui/fact";
import { BUSINESS_TEXTS as T } from "./texts.ts";

export function PlanCard({ business: { plan, created_at: since } }: { business: Business }) {
  const price = new Intl.NumberFormat("en-US", { style: "currency", currency: plan.currency });
  return (
    <FormSection id="plan" title={T.planTitle} note={T.planNote}>
      <dl className="divide-y divide-line">
        <Fact label={T.plan}>{plan.name}</Fact>
        <Fact label={T.minutes}>{formatCount(plan.minutes)}</Fact>
        <Fact label={T.calls}>{formatCount(plan.max_concurrent_calls)}</Fact>
        <Fact label={T.price}>{price.format(plan.price_micros / 1_000_000)}</Fact>
        <Fact label={T.since}>
          <RelativeTime iso={since} />
        </Fact>
      </dl>
    </FormSection>
  );
}
