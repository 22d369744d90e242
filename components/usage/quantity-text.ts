import type { Usage } from "#lib/domain/api/usage";
import { formatCount, formatMinutes } from "@/components/format/numbers";

/** "12.5 minutes", "3,120 tokens", "900 characters". */
export function quantityText({ quantity, unit }: Usage["providers"][number]): string {
  return unit === "seconds" ? `${formatMinutes(quantity / 60)} minutes` : `${formatCount(quantity)} ${unit}`;
}
