import type { ConversationProviders } from "#lib/providers/failover/for-call";

/** The same providers; `note` hears of each failure of hearing, thinking and speaking before the call deals with it. */
export function watchFailures(
  providers: ConversationProviders,
  note: (error: unknown) => void,
): ConversationProviders {
  const { stt, llm, tts } = providers;
  const noted = (error: unknown): never => {
    note(error);
    throw error;
  };
  return {
    stt: {
      name: stt.name,
      modelFor: (language) => stt.modelFor(language),
      open: (options, onEvent) =>
        stt
          .open(options, (event) => {
            if (event.type === "lost") note(event.error);
            onEvent(event);
          })
          .catch(noted),
      check: () => stt.check(),
    },
    llm: {
      name: llm.name,
      model: llm.model,
      async *stream(request, signal) {
        try {
          yield* llm.stream(request, signal);
        } catch (error) {
          noted(error);
        }
      },
      warm: () => llm.warm?.().catch(noted) ?? Promise.resolve(),
      check: () => llm.check(),
    },
    tts: {
      name: tts.name,
      model: tts.model,
      warm: () => tts.warm().catch(noted),
      speak: (options, onEvent) =>
        tts.speak(options, (event) => {
          if (event.type === "failed") note(event.error);
          onEvent(event);
        }),
      voices: () => tts.voices(),
      check: () => tts.check(),
      close: () => tts.close(),
    },
  };
}
