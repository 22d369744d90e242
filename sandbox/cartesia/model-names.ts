import { CartesiaError } from "./cartesia-error.ts";

const MODELS = new Set([
  "sonic-latest",
  "sonic-3.5",
  "sonic-3.5-2026-05-04",
  "sonic-3",
  "sonic-3-2026-01-12",
  "sonic-3-2025-10-27",
]);
const SUNSET = new Set([
  "sonic",
  "sonic-english",
  "sonic-multilingual",
  "sonic-2-2025-03-07",
  "sonic-turbo-2025-03-07",
]);
/** Older snapshots that still answer. */
const OLDER = /^sonic-(2|turbo)(-\d{4}-\d{2}-\d{2})?$/;

/** Throws CartesiaError for a model that never was or is no more. */
export function checkModel(model: unknown): string {
  const id = typeof model === "string" ? model : "";
  if (SUNSET.has(id))
    throw new CartesiaError(
      400,
      "model_sunsetted",
      "Model sunsetted",
      `The model ${id} ended on 2026-06-01.`,
    );
  if (!MODELS.has(id) && !OLDER.test(id))
    throw new CartesiaError(
      400,
      "model_not_found",
      "Invalid model",
      `The model ${id || "(none)"} does not exist.`,
    );
  return id;
}
