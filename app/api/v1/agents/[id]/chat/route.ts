import { readJson } from "@/app/_server/body";
import { eventStream } from "@/app/_server/event-stream";
import { webParts } from "@/app/_server/parts";
import { userRoute } from "@/app/_server/route";
import { chatRequestSchema } from "#lib/domain/agents/test-chat";
import { chatWithAgent } from "#lib/services/agents/chat-with-agent";

export const dynamic = "force-dynamic";

/** The agent's answer to a test chat as server-sent events: `text`, `tool`, `error`, and `end` as the last. */
export const POST = userRoute<{ id: string }>(async (ctx, { params, request }) => {
  const input = await readJson(request, chatRequestSchema);
  const { llm, allowance } = webParts().chat;
  const left = new AbortController();
  request.signal.addEventListener("abort", () => left.abort(), { once: true });
  return eventStream(await chatWithAgent(ctx, { llm, allowance }, params.id, input, left.signal), () =>
    left.abort(),
  );
});
