import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendJson, type Simulator } from "../simulator.ts";
import type { World } from "../world.ts";
import { parseChatRequest } from "./chat-request.ts";
import { pause, streamCompletion, TOKENS_PER_SECOND, type StreamFault } from "./completion-stream.ts";
import { complete, wholeBody } from "./completion.ts";
import { GroqError, rateLimited } from "./groq-error.ts";
import { modelList } from "./models.ts";
import { RateLimits } from "./rate-limits.ts";
import { thinkingMishap } from "./thinking-mishap.ts";
import { answerTranscription } from "./transcription.ts";

const PREFIX = "/openai/v1/";
const STREAM_FAULTS: readonly string[] = ["stall", "stall_mid_stream", "error_mid_stream", "cut"];

/**
 * Groq's chat API with a model made of rules, and its transcriptions. Faults (`POST /_sandbox/faults`, provider `groq`): `429`, `401`, `500`,
 * `503`, `model_not_found`, `tool_use_failed`, `timeout` (no answer at all), `stall` (headers, then nothing),
 * `stall_mid_stream`, `error_mid_stream`, `cut`.
 */
export function createGroqSimulator(world: World): Simulator {
  const limits = new RateLimits();
  const open = new Set<ServerResponse>();

  async function chat(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const request = parseChatRequest(await readBody(req));
    const fault = world.takeFault("groq") ?? thinkingMishap(request);
    if (fault === "timeout") return;
    if (fault !== null && !STREAM_FAULTS.includes(fault)) throw plannedError(fault);
    const completion = complete(request);
    const headers = {
      ...limits.take(completion.promptTokens + completion.completionTokens),
      "x-request-id": completion.requestId,
    };
    const firstTokenMs = world.jittered(world.latencies.llmFirstTokenMs);
    if (request.stream)
      return streamCompletion(res, completion, firstTokenMs, headers, fault as StreamFault | null);
    if (fault !== null) {
      if (fault === "cut") res.destroy();
      if (fault === "error_mid_stream") throw plannedError("500");
      return;
    }
    const tookMs = firstTokenMs + (completion.completionTokens / TOKENS_PER_SECOND) * 1000;
    if (await pause(res, tookMs)) sendJson(res, 200, wholeBody(completion, tookMs / 1000), headers);
  }

  /** Faults (provider `groq_transcribe`): as above, but for those of a stream. */
  async function transcribe(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const fault = world.takeFault("groq_transcribe");
    if (fault === "timeout") return;
    if (fault !== null) throw plannedError(fault);
    const requestId = `req_${randomUUID().replaceAll("-", "").slice(0, 26)}`;
    await answerTranscription(req, res, world, { requestId, headers: limits.take(0) });
  }

  async function answer(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    try {
      checkKey(req);
      if (path === "models" && req.method === "GET") sendJson(res, 200, modelList(), limits.take(0));
      else if (path === "chat/completions" && req.method === "POST") await chat(req, res);
      else if (path === "audio/transcriptions" && req.method === "POST") await transcribe(req, res);
      else
        throw new GroqError(404, `Unknown request URL: ${req.method} ${PREFIX}${path}.`, {
          code: "unknown_url",
        });
    } catch (error) {
      if (!(error instanceof GroqError)) throw error;
      sendJson(res, error.status, error.body, { ...limits.take(0), ...error.headers });
    }
  }

  return {
    name: "groq",
    async handle(req, res, url) {
      if (!url.pathname.startsWith(PREFIX)) return false;
      open.add(res);
      res.once("close", () => open.delete(res));
      await answer(req, res, url.pathname.slice(PREFIX.length));
      return true;
    },
    reset() {
      limits.reset();
      for (const res of open) res.destroy();
    },
    close() {
      for (const res of open) res.destroy();
      return Promise.resolve();
    },
  };
}

/** Any key will do but none, and those that begin with "invalid". */
function checkKey(req: IncomingMessage): void {
  const key = /^Bearer (\S+)$/.exec(req.headers.authorization ?? "")?.[1];
  if (key === undefined || key.startsWith("invalid"))
    throw new GroqError(401, "Invalid API Key", { code: "invalid_api_key" });
}

function plannedError(fault: string): GroqError {
  switch (fault) {
    case "429":
    case "rate_limited":
      return rateLimited();
    case "401":
      return new GroqError(401, "Invalid API Key", { code: "invalid_api_key" });
    case "model_not_found":
      return new GroqError(404, "The model does not exist or you do not have access to it.", {
        code: "model_not_found",
      });
    case "tool_use_failed":
      return new GroqError(400, "Failed to call a function. Please adjust your prompt.", {
        code: "tool_use_failed",
        extra: { failed_generation: "<function=end_call>{" },
      });
    default:
      return new GroqError(fault === "503" ? 503 : 500, "Internal Server Error", {
        type: "internal_server_error",
      });
  }
}
