import { beginAnalysis, failAnalysis, finishAnalysis } from "#lib/data/call-analyses";
import { analysisJsonSchema, analysisPrompt, readAnalysis } from "#lib/domain/analysis/analysis-form";
import { AppError, isAppError } from "#lib/errors/app-error";
import type { LlmDesk } from "#lib/providers/desk/port";
import type { ServiceContext } from "../context.ts";

/** Tries of one request, however many jobs they take. */
export const MOST_ANALYSIS_ATTEMPTS = 5;
const MAX_TOKENS = 4096;

/**
 * The worker's job: has a language model look back at a call. Idempotent. A failure that may pass is thrown, so that the
 * job is tried again; one that stays, or the last of the tries, is written down with its reason.
 */
export async function analyseCall(
  ctx: ServiceContext,
  desk: LlmDesk,
  callId: string,
  request: number,
  signal: AbortSignal,
): Promise<void> {
  const work = await beginAnalysis(ctx.db, callId, request, ctx.now());
  if (!work) return;
  try {
    const form = await desk.fillForm(
      {
        ...analysisPrompt(work),
        name: "call_analysis",
        schema: analysisJsonSchema(work.fields),
        maxTokens: MAX_TOKENS,
      },
      signal,
    );
    const analysis = readAnalysis(form.answer, work.fields);
    if (!analysis) throw new AppError("unavailable", { publicMessage: NO_FIT, retryable: true });
    if (await finishAnalysis(ctx.db, callId, request, analysis, form, ctx.now()))
      ctx.log.info({ callId, attempts: work.attempts }, "a call was analysed");
  } catch (error) {
    // A fault or a shutdown of ours is no verdict on the call; the sweep asks again.
    if (!isAppError(error) || signal.aborted) throw error;
    if (error.retryable && work.attempts < MOST_ANALYSIS_ATTEMPTS) throw error;
    ctx.log.warn({ err: error, callId, attempts: work.attempts }, "a call could not be analysed");
    await failAnalysis(ctx.db, callId, request, reasonOf(error), ctx.now());
  }
}

const NO_FIT = "The language model's answers did not fit the form.";

function reasonOf(error: AppError): string {
  if (error.publicMessage === NO_FIT) return NO_FIT;
  return error.retryable
    ? `The language model could not be reached in ${MOST_ANALYSIS_ATTEMPTS} tries (${error.publicMessage}).`
    : `The language model refused the request (${error.publicMessage}).`;
}
