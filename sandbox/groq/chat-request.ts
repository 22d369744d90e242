import { z } from "zod";
import { GroqError } from "./groq-error.ts";
import { chatModel } from "./models.ts";

const text = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal("text"), text: z.string() }))
    .transform((parts) => parts.map((p) => p.text).join("\n")),
]);
const toolCall = z.object({
  id: z.string(),
  type: z.literal("function"),
  function: z.object({ name: z.string(), arguments: z.string() }),
});
const message = z.discriminatedUnion("role", [
  z.object({ role: z.literal("system"), content: text }),
  z.object({ role: z.literal("user"), content: text }),
  z.object({
    role: z.literal("assistant"),
    content: text.nullish().transform((v) => v ?? ""),
    tool_calls: z.array(toolCall).nullish(),
  }),
  z.object({ role: z.literal("tool"), content: text, tool_call_id: z.string() }),
]);
const schemaObject = z.record(z.string(), z.unknown());
const tool = z.object({
  type: z.literal("function"),
  function: z.object({
    name: z.string().regex(/^[\w-]{1,64}$/),
    description: z.string().optional(),
    parameters: schemaObject.optional(),
    strict: z.boolean().nullish(),
  }),
});
const absent = (name: string) => z.null(`property \`${name}\` is unsupported`).optional();

const chatRequestSchema = z.object({
  model: z.string(),
  messages: z.array(message).min(1, "messages: minimum number of items is 1"),
  stream: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  seed: z.number().int().nullish(),
  n: z.literal(1, "'n' : number must be at most 1").nullish(),
  tools: z.array(tool).max(128).nullish(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) }),
    ])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("text") }),
      z.object({ type: z.literal("json_object") }),
      z.object({
        type: z.literal("json_schema"),
        json_schema: z.object({
          name: z.string(),
          schema: schemaObject.optional(),
          strict: z.boolean().nullish(),
        }),
      }),
    ])
    .nullish(),
  reasoning_effort: z.string().nullish(),
  reasoning_format: z.enum(["hidden", "raw", "parsed"]).nullish(),
  include_reasoning: z.boolean().nullish(),
  service_tier: z.enum(["auto", "on_demand", "flex", "performance"]).nullish(),
  logprobs: z.literal(false, "property `logprobs` is unsupported").nullish(),
  logit_bias: absent("logit_bias"),
  top_logprobs: absent("top_logprobs"),
});

export type ChatRequest = z.infer<typeof chatRequestSchema>;
export type ChatMessage = ChatRequest["messages"][number];

/** Throws GroqError: 400 for whatever the real one refuses, 404 for a model that is not there. */
export function parseChatRequest(body: Buffer): ChatRequest {
  let json: unknown;
  try {
    json = JSON.parse(body.toString("utf8"));
  } catch {
    throw new GroqError(400, "The request body is not valid JSON.");
  }
  const parsed = chatRequestSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue?.path.map(String).join(".") ?? "";
    throw new GroqError(400, `'${param}' : ${issue?.message ?? "is not valid"}`, { extra: { param } });
  }
  refuseContradictions(parsed.data);
  return parsed.data;
}

function refuseContradictions(request: ChatRequest): void {
  const model = chatModel(request.model);
  const effort = request.reasoning_effort;
  if (effort && !model.efforts.includes(effort))
    throw new GroqError(400, `\`reasoning_effort\` must be one of ${model.efforts.join(", ")}`);
  if (typeof request.include_reasoning === "boolean" && request.reasoning_format)
    throw new GroqError(400, "cannot specify both `include_reasoning` and `reasoning_format`");
  const limit = request.max_completion_tokens ?? request.max_tokens;
  if (limit && limit > model.maxCompletionTokens)
    throw new GroqError(
      400,
      `\`max_completion_tokens\` must be less than or equal to \`${model.maxCompletionTokens}\``,
    );
  const choice = request.tool_choice;
  if (choice && choice !== "none" && choice !== "auto" && !request.tools?.length)
    throw new GroqError(400, "`tool_choice` needs `tools`");
  if (
    typeof choice === "object" &&
    choice &&
    !request.tools?.some((t) => t.function.name === choice.function.name)
  )
    throw new GroqError(400, `tool '${choice.function.name}' was not found in \`tools\``);
  refuseFormats(request);
}

function refuseFormats(request: ChatRequest): void {
  const format = request.response_format;
  if (!format || format.type === "text") return;
  if (request.tools?.length)
    throw new GroqError(400, "json mode cannot be combined with tool/function calling");
  if (format.type === "json_object") {
    if (!request.messages.some((m) => /json/i.test(m.content)))
      throw new GroqError(400, "'messages' must contain the word 'json' in some form, to use 'json_object'.");
    return;
  }
  if (request.stream) throw new GroqError(400, "response_format `json_schema` does not support streaming");
  if (format.json_schema.strict && format.json_schema.schema)
    refuseLooseSchema(format.json_schema.schema, "");
}

function refuseLooseSchema(schema: Record<string, unknown>, path: string): void {
  const properties = schema["properties"];
  if (!properties || typeof properties !== "object") return;
  const names = Object.keys(properties);
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  if (schema["additionalProperties"] !== false)
    throw new GroqError(400, `invalid JSON schema: ${path || "/"}: additionalProperties must be false`);
  const missing = names.filter((name) => !required.includes(name));
  if (missing.length)
    throw new GroqError(
      400,
      `invalid JSON schema: ${path || "/"}: required must include ${missing.join(", ")}`,
    );
  for (const [name, inner] of Object.entries(properties))
    if (inner && typeof inner === "object")
      refuseLooseSchema(inner as Record<string, unknown>, `${path}/${name}`);
}
