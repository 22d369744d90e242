import type { ContactsBulkResult } from "#lib/domain/api/contacts-bulk";
import { formatCount } from "@/components/format/numbers";
import type { SelectionChange } from "./selection-bar.tsx";

const DONE: Record<SelectionChange["action"], string> = {
  tag: "got the tag",
  untag: "lost the tag",
  delete: "removed",
};

/** What became of a selection, in one sentence. */
export function bulkText(
  action: SelectionChange["action"],
  { changed, skipped }: ContactsBulkResult,
): string {
  const done = `${formatCount(changed)} ${changed === 1 ? "contact" : "contacts"} ${DONE[action]}`;
  return skipped === 0 ? `${done}.` : `${done}; ${formatCount(skipped)} in a call just now stayed.`;
}
