import { GroqError } from "./groq-error.ts";

/** What a scripted model calls itself wherever a real one would name its build. */
export const FINGERPRINT = "sandbox-scripted";

interface Model {
  id: string;
  contextWindow: number;
  maxCompletionTokens: number;
  kind: "chat" | "transcription";
  /** Values that `reasoning_effort` may have; the first is the default. */
  efforts: readonly string[];
}

const MODELS: readonly Model[] = [
  {
    id: "openai/gpt-oss-120b",
    contextWindow: 131_072,
    maxCompletionTokens: 65_536,
    kind: "chat",
    efforts: ["medium", "low", "high"],
  },
  {
    id: "openai/gpt-oss-20b",
    contextWindow: 131_072,
    maxCompletionTokens: 65_536,
    kind: "chat",
    efforts: ["medium", "low", "high"],
  },
  {
    id: "qwen/qwen3.6-27b",
    contextWindow: 131_072,
    maxCompletionTokens: 40_960,
    kind: "chat",
    efforts: ["default", "none"],
  },
  {
    id: "whisper-large-v3-turbo",
    contextWindow: 448,
    maxCompletionTokens: 448,
    kind: "transcription",
    efforts: [],
  },
  {
    id: "whisper-large-v3",
    contextWindow: 448,
    maxCompletionTokens: 448,
    kind: "transcription",
    efforts: [],
  },
];

/** Throws 404 `model_not_found`, as for the llama models that ended on 16 August 2026. */
export function chatModel(id: string): Model {
  return modelOf(id, "chat", "chat completions");
}

/** Throws GroqError as `chatModel` does. */
export function transcriptionModel(id: string): Model {
  return modelOf(id, "transcription", "audio transcriptions");
}

function modelOf(id: string, kind: Model["kind"], what: string): Model {
  const model = MODELS.find((m) => m.id === id);
  if (!model)
    throw new GroqError(404, `The model \`${id}\` does not exist or you do not have access to it.`, {
      code: "model_not_found",
    });
  if (model.kind !== kind) throw new GroqError(400, `The model \`${id}\` does not support ${what}.`);
  return model;
}

export function modelList(): unknown {
  return {
    object: "list",
    data: MODELS.map((model) => ({
      id: model.id,
      object: "model",
      created: 1_763_000_000,
      owned_by: FINGERPRINT,
      active: true,
      context_window: model.contextWindow,
      max_completion_tokens: model.maxCompletionTokens,
      public_apps: null,
    })),
  };
}
