import type { Metadata } from "next";
import { mayDo } from "#lib/domain/roles/actions";
import { getBusiness } from "#lib/services/business/get-business";
import { getDialingRules } from "#lib/services/dialing/get-dialing-rules";
import { BusinessForm } from "@/components/business/business-form";
import { DialingRulesForm } from "@/components/business/dialing-rules-form";
import { PlanCard } from "@/components/business/plan-card";
import { BUSINESS_TEXTS as T } from "@/components/business/texts";
import { pageContext } from "../../page-context.ts";
import { saveBusiness, saveDialingRules } from "../actions.ts";

export const metadata: Metadata = { title: T.title };

export default async function BusinessPage() {
  const ctx = await pageContext();
  const [business, rules] = await Promise.all([getBusiness(ctx), getDialingRules(ctx)]);
  const { role } = ctx.actor;
  return (
    <div className="flex flex-col gap-5">
      <BusinessForm action={saveBusiness} name={business.name} mayChange={mayDo(role, "business.change")} />
      <PlanCard business={business} />
      <DialingRulesForm
        action={saveDialingRules}
        rules={rules}
        mayChange={mayDo(role, "dialing_rules.change")}
      />
    </div>
  );
}
