import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

interface AnalyticsFilterProps {
  from: string;
  to: string;
  campaignId: string | undefined;
  campaigns: { id: string; name: string }[];
}

/** A form that is an address; it works before any script has come. */
export function AnalyticsFilter({ from, to, campaignId, campaigns }: AnalyticsFilterProps) {
  return (
    <form method="get" className="mb-4 flex flex-wrap items-end gap-3">
      <Field name="from" label={T.from}>
        {(control) => <Input {...control} type="date" defaultValue={from} max={to} />}
      </Field>
      <Field name="to" label={T.to}>
        {(control) => <Input {...control} type="date" defaultValue={to} />}
      </Field>
      <Field name="campaign_id" label={T.campaign} className="min-w-48 max-sm:w-full">
        {(control) => (
          <Select {...control} defaultValue={campaignId ?? ""}>
            <option value="">{T.allCampaigns}</option>
            {campaigns.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit">{T.show}</Button>
    </form>
  );
}
