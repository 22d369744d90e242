import { isAppError } from "#lib/errors/app-error";
import type { Logger } from "#lib/observability/logger";
import { wrongField } from "../missing.ts";
import type { AgentMarket } from "./agent-market.ts";

/**
 * Throws `invalid` for a model or a voice that is not offered. A provider that cannot be asked now holds up no edit: a
 * call falls back where its voice or model fails.
 */
export async function requireOffered(
  market: Pick<AgentMarket, "models" | "has">,
  wanted: { model?: string | null | undefined; voice_id?: string | null | undefined },
  log: Logger,
): Promise<void> {
  const { model, voice_id: voiceId } = wanted;
  const ask = async (question: Promise<boolean>): Promise<boolean> =>
    question.catch((err: unknown) => {
      if (!isAppError(err)) throw err;
      log.warn({ err }, "a model or voice could not be checked");
      return true;
    });
  const [hasModel, hasVoice] = await Promise.all([
    model ? ask(market.models().then((models) => models.includes(model))) : true,
    voiceId ? ask(market.has(voiceId)) : true,
  ]);
  if (!hasModel) throw wrongField("model", `The model ${model} is not offered any more. Choose another one.`);
  if (!hasVoice) throw wrongField("voice_id", "There is no such voice. Choose another one.");
}
