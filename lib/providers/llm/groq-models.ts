import type Groq from "groq-sdk";
import { ProviderError } from "../errors.ts";
import { groqError } from "./groq-faults.ts";

/** Key believed and model offered; throws ProviderError. */
export async function checkGroqModel(client: Groq, model: string): Promise<void> {
  const models = await client.models.list().catch((error: unknown) => {
    throw groqError(error);
  });
  if (!models.data.some(({ id }) => id === model))
    throw new ProviderError("groq", "not_found", `the model ${model} is not offered`);
}
