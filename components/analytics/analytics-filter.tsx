import { Link } from "@/components/ui/link";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { ANALYTICS_TEXTS as T, PERIODS } from "./texts.ts";

interface Choice {
  id: string;
  name: string;
}

interface AnalyticsFilterProps {
  from: string;
  to: string;
  campaignId: string | undefined;
  campaigns: Choice[];
  agentId: string | undefined;
  agents: Choice[];
  /** The address of the last so many days, with the other filters. */
  hrefOfDays: (days: number) => string;
}

/** A form that is an address; it works before any script has come. */
export function AnalyticsFilter(props: AnalyticsFilterProps) {
  const { from, to, campaignId, campaigns, agentId, agents, hrefOfDays } = props;
  return (
    <form method="get" className="mb-4 flex flex-wrap items-end gap-3">
      <Field name="from" label={T.from}>
        {(control) => <Input {...control} type="date" defaultValue={from} max={to} />}
      </Field>
      <Field name="to" label={T.to}>
        {(control) => <Input {...control} type="date" defaultValue={to} />}
      </Field>
      <Choose
        name="campaign_id"
        label={T.campaign}
        all={T.allCampaigns}
        value={campaignId}
        choices={campaigns}
      />
      <Choose name="agent_id" label={T.agent} all={T.allAgents} value={agentId} choices={agents} />
      <Button type="submit">{T.show}</Button>
      <nav aria-label={T.periods} className="flex h-9 items-center gap-3 text-sm">
        {PERIODS.map((days) => (
          <Link key={days} href={hrefOfDays(days)} className="text-accent hover:underline">
            {days} days
          </Link>
        ))}
      </nav>
    </form>
  );
}

interface ChooseProps {
  name: string;
  label: string;
  all: string;
  value: string | undefined;
  choices: Choice[];
}

function Choose({ name, label, all, value, choices }: ChooseProps) {
  return (
    <Field name={name} label={label} className="min-w-44 max-sm:w-full sm:max-w-64">
      {(control) => (
        <Select {...control} defaultValue={value ?? ""}>
          <option value="">{all}</option>
          {choices.map(({ id, name: called }) => (
            <option key={id} value={id}>
              {called}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
