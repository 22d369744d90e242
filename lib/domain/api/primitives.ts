import { z } from "zod";

export const idSchema = z.uuid({ error: "This is not an id." });
/** ISO 8601, UTC. */
export const timeSchema = z.iso.datetime();
export const countSchema = z.number().int().min(0);

/** Text that is stored: trimmed, and without the NUL that Postgres refuses. */
export const textSchema = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .refine((value) => !value.includes("\u0000"), "Remove the NUL character.");

/** Required text: the sentence says what to give when it is missing or blank. */
export const requiredTextSchema = (maxLength: number, sentence: string) =>
  z
    .string({ error: sentence })
    .trim()
    .min(1, sentence)
    .max(maxLength, `Use at most ${maxLength} characters.`)
    .refine((value) => !value.includes("\u0000"), "Remove the NUL character.");
