import { createGroq } from "../llm/groq.ts";
import type { Llm } from "../llm/port.ts";
import { createCartesiaVoices } from "../tts/cartesia-voices.ts";
import { createGroqDesk } from "./groq-desk.ts";
import type { LlmDesk, VoiceCatalogue } from "./port.ts";

/** Their part of the environment (`lib/env`); both processes have it. */
export interface DeskConfig {
  GROQ_API_KEY: string;
  GROQ_BASE_URL?: string | undefined;
  GROQ_MODEL: string;
  CARTESIA_API_KEY: string;
  CARTESIA_BASE_URL?: string | undefined;
  CARTESIA_MODEL: string;
}

/** What is needed away from calls: forms filled in, test chats, voices to choose from. */
export interface DeskProviders {
  desk: LlmDesk;
  chat: Pick<Llm, "stream">;
  voices: VoiceCatalogue;
}

export function createDeskProviders(env: DeskConfig): DeskProviders {
  const groq = {
    apiKey: env.GROQ_API_KEY,
    model: env.GROQ_MODEL,
    ...(env.GROQ_BASE_URL ? { baseUrl: env.GROQ_BASE_URL } : {}),
  };
  return {
    desk: createGroqDesk(groq),
    chat: createGroq(groq),
    voices: createCartesiaVoices({
      apiKey: env.CARTESIA_API_KEY,
      baseUrl: env.CARTESIA_BASE_URL,
      model: env.CARTESIA_MODEL,
    }),
  };
}
