import { z } from "zod";

const provider = z.string();
const model = z.string();
const count = z.number().int().min(0);

/** What a conversation took of those that hear, think and speak, by whom; kept with the call (`calls.usage`). */
export const conversationUsageSchema = z.object({
  stt: z.array(z.object({ provider, model, audio_ms: count })),
  llm: z.array(z.object({ provider, model, input_tokens: count, output_tokens: count })),
  tts: z.array(z.object({ provider, model, characters: count })),
});
export type ConversationUsage = z.infer<typeof conversationUsageSchema>;

export const NO_USAGE: ConversationUsage = { stt: [], llm: [], tts: [] };

/** All that a call is charged for. */
export interface CallUsage extends ConversationUsage {
  line: {
    carrier: string;
    /** E.164: whom was called. */
    to: string;
    /** From the answer on. */
    seconds: number;
    /** What the carrier itself says that it cost, in micros of the carrier's money; null: it did not say. */
    toldMicros: number | null;
  };
}
