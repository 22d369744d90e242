import type { LeadVerdict } from "#lib/domain/api/verdict";
import { JOB_REASONS, type JobReason } from "#lib/domain/statuses";
import { DISPOSITION_TEXT, JOB_REASON_TEXT, TELEPHONY_RESULT_TEXT } from "@/components/calls/texts";

type Decision = LeadVerdict["history"][number];

const isReason = (value: unknown): value is JobReason => JOB_REASONS.some((reason) => reason === value);
const word = (texts: Record<string, string>, value: unknown): string | null =>
  typeof value === "string" ? (texts[value] ?? null) : null;

/** One line of a contact's history. */
export function decisionText({ type, data }: Decision): string {
  switch (type) {
    case "gate.verdict":
      return isReason(data["reason"])
        ? `Not called: ${JOB_REASON_TEXT[data["reason"]].toLowerCase()}`
        : "Cleared to be called";
    case "carrier.request":
      return typeof data["attempt"] === "number"
        ? `Attempt ${data["attempt"]} asked of the carrier`
        : "Asked of the carrier";
    case "carrier.refused":
      return "The carrier did not take the call";
    case "opt_out":
      return "Asked never to be called again";
    case "settle": {
      const outcome =
        word(DISPOSITION_TEXT, data["disposition"]) ?? word(TELEPHONY_RESULT_TEXT, data["telephony_result"]);
      return outcome ?? "The call ended";
    }
    default:
      return type;
  }
}

const countries = new Intl.DisplayNames("en", { type: "region" });

/** `America/Chicago`, `US-FL`, `FR` in words; what is not known stays as it is. */
export function placeText(where: string): string {
  if (where.startsWith("US-")) return `${where.slice(3)}, USA`;
  return /^[A-Z]{2}$/.test(where) ? (countries.of(where) ?? where) : where.replaceAll("_", " ");
}
