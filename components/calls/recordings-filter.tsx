import { type Disposition, DISPOSITIONS } from "#lib/domain/statuses";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/control";
import { DISPOSITION_TEXT, RECORDING_TEXTS as T } from "./texts.ts";

interface RecordingsFilterProps {
  campaignId: string | undefined;
  disposition: Disposition | undefined;
  campaigns: { id: string; name: string }[];
}

/** A form that is an address; it works before any script has come. */
export function RecordingsFilter({ campaignId, disposition, campaigns }: RecordingsFilterProps) {
  return (
    <form method="get" className="mb-3 flex flex-wrap gap-2">
      <Select
        name="disposition"
        aria-label={T.outcome}
        defaultValue={disposition ?? ""}
        className="w-auto min-w-40 max-sm:flex-1"
      >
        <option value="">{T.allOutcomes}</option>
        {DISPOSITIONS.map((value) => (
          <option key={value} value={value}>
            {DISPOSITION_TEXT[value]}
          </option>
        ))}
      </Select>
      <Select
        name="campaign_id"
        aria-label={T.campaign}
        defaultValue={campaignId ?? ""}
        className="w-auto min-w-40 max-sm:flex-1 sm:max-w-72"
      >
        <option value="">{T.allCampaigns}</option>
        {campaigns.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Button type="submit">{T.show}</Button>
    </form>
  );
}
