import { z } from "zod";

export const EXTRACTION_TYPES = ["text", "number", "boolean", "date", "email", "phone", "choice"] as const;
export type ExtractionType = (typeof EXTRACTION_TYPES)[number];

const MOST_FIELDS = 20;

export const extractionFieldSchema = z
  .object({
    name: z
      .string()
      .trim()
      .regex(
        /^[a-z][a-z0-9_]{0,39}$/,
        "Use small letters, digits and _, beginning with a letter, for example email.",
      ),
    type: z.enum(EXTRACTION_TYPES),
    /** For the language model: what it is, and in which form it is wanted. */
    description: z.string().trim().max(300).default(""),
    /** Of a choice: what it may be. */
    choices: z
      .array(z.string().trim().min(1).max(80))
      .min(2, "Give at least two choices.")
      .max(20)
      .refine((choices) => new Set(choices).size === choices.length, "Each choice only once.")
      .optional(),
  })
  .refine((field) => field.type !== "choice" || field.choices !== undefined, {
    path: ["choices"],
    error: "Give at least two choices.",
  })
  .transform(({ choices, ...field }) => (field.type === "choice" && choices ? { ...field, choices } : field));
export type ExtractionField = z.infer<typeof extractionFieldSchema>;

/** What a campaign wants to know from each call (`campaigns.extraction_fields`). */
export const extractionFieldsSchema = z
  .array(extractionFieldSchema)
  .max(MOST_FIELDS, `Use at most ${MOST_FIELDS} fields.`)
  .refine(
    (fields) => new Set(fields.map((field) => field.name)).size === fields.length,
    "Each name only once.",
  );

export type ExtractedValue = string | number | boolean | null;

/** How a value of the field has to look; what does not is no value. Throws for a choice without choices. */
export function valueSchemaOf(field: ExtractionField): z.ZodType<ExtractedValue> {
  switch (field.type) {
    case "text":
      return z.string().trim().min(1).max(1000);
    case "number":
      return z.number();
    case "boolean":
      return z.boolean();
    case "date":
      return z.iso.date();
    case "email":
      return z.string().trim().toLowerCase().pipe(z.email());
    case "phone":
      return z
        .string()
        .trim()
        .regex(/^\+?[\d(][\d ()./-]{4,24}\d$/);
    case "choice":
      return z.enum(choicesOf(field) as [string, ...string[]]);
  }
}

export const choicesOf = (field: ExtractionField): string[] => ("choices" in field ? field.choices : []);
