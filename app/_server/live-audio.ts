import { AppError } from "#lib/errors/app-error";
import type { Logger } from "#lib/observability/logger";
import type { ListeningPost } from "#lib/services/calls/listen-in";

/** The worker has it in memory: it answers at once or not at all. */
const ANSWERS_WITHIN_MS = 5000;

/** A worker's audio passed on as it comes, until the call ends or the listener goes. Throws `conflict`, `unavailable`. */
export async function liveAudio(log: Logger, post: ListeningPost, left: AbortSignal): Promise<Response> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  left.addEventListener("abort", leave, { once: true });
  const late = setTimeout(leave, ANSWERS_WITHIN_MS);
  const answer = await fetch(post.url, {
    headers: { authorization: `Bearer ${post.token}` },
    signal: gone.signal,
    redirect: "error",
  }).catch((err: unknown) => {
    log.warn({ err }, "a call's worker could not be listened to");
    return null;
  });
  clearTimeout(late);
  if (answer?.ok && answer.body) {
    return new Response(answer.body, {
      headers: {
        "content-type": "application/octet-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    });
  }
  if (answer?.status === 409) {
    throw new AppError("conflict", { publicMessage: "Nobody speaks yet, or enough people listen already." });
  }
  throw new AppError("unavailable", {
    publicMessage: "The call cannot be heard right now. Try again in a moment.",
    retryable: true,
  });
}
