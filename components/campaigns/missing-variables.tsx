import type { StartReview } from "#lib/domain/api/start-review";
import { formatCount } from "@/components/format/numbers";
import { Notice } from "@/components/ui/notice";
import { CAMPAIGN_TEXTS, PLACE_TEXT } from "./texts.ts";

interface MissingVariablesProps {
  variables: StartReview["missing_variables"];
  /** So many contacts were looked at. */
  of: number;
  className?: string;
}

/** What a campaign's texts name and contacts lack. */
export function MissingVariables({ variables, of, className }: MissingVariablesProps) {
  return (
    <Notice tone="warn" {...(className ? { className } : {})}>
      <p className="font-medium">{CAMPAIGN_TEXTS.missingTitle}</p>
      <p>{CAMPAIGN_TEXTS.missingNote}</p>
      <ul className="mt-1">
        {variables.map(({ name, used_in: usedIn, contacts }) => (
          <li key={name} className="break-words">
            <code>{`{{${name}}}`}</code>, in {usedIn.map((place) => PLACE_TEXT[place]).join(" and ")}:{" "}
            {contacts === of ? "no contact has it" : `${formatCount(contacts)} of ${formatCount(of)} lack it`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
