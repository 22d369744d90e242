"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, API_BASE, readProblem, sentenceOf } from "@/app/_client/fetch-api";
import { serverEvents } from "@/app/_client/server-events";
import { type ChatLine, type ChatScene, historyOf, withEvent } from "@/components/agents/chat-lines";
import { CHAT_TEXTS as T } from "@/components/agents/texts";

export interface TestChat {
  lines: ChatLine[];
  isAnswering: boolean;
  end: { isOver: boolean; disposition: string | null };
  error: string | null;
  begin(scene: ChatScene): void;
  say(text: string): void;
  restart(): void;
}

const OPEN = { isOver: false, disposition: null };

/** A test chat: what was said stays in this browser; each answer comes as it is written. */
export function useTestChat(agentId: string): TestChat {
  const [lines, setLines] = useState<ChatLine[]>([]);
  const [isAnswering, setIsAnswering] = useState(false);
  const [end, setEnd] = useState<TestChat["end"]>(OPEN);
  const [error, setError] = useState<string | null>(null);
  const scene = useRef<ChatScene | null>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const ask = useCallback(
    async (said: ChatLine[]) => {
      current.current?.abort();
      const mine = new AbortController();
      current.current = mine;
      setLines(said);
      setError(null);
      setIsAnswering(true);
      try {
        const response = await fetch(`${API_BASE}/agents/${agentId}/chat`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ...scene.current, history: historyOf(said) }),
          signal: mine.signal,
        });
        if (!response.ok || !response.body) throw new ApiError(response.status, await readProblem(response));
        let answered = said;
        let hasEnded = false;
        for await (const event of serverEvents(response.body)) {
          if (current.current !== mine) return;
          if (event.type === "error") throw new ApiError(503, null);
          if (event.type === "end") {
            const data = event.data as { is_over: boolean; disposition: string | null };
            setEnd({ isOver: data.is_over, disposition: data.disposition });
            hasEnded = true;
          }
          answered = withEvent(answered, event);
          setLines(answered);
        }
        if (!hasEnded) throw new ApiError(503, null);
      } catch (failure) {
        if (current.current !== mine || mine.signal.aborted) return;
        // Half an answer is none: what was said before it stands, and can be said again.
        setLines(said);
        const isTold = failure instanceof ApiError && failure.problem !== null;
        setError(isTold ? sentenceOf(failure) : T.failed);
      } finally {
        if (current.current === mine) setIsAnswering(false);
      }
    },
    [agentId],
  );

  return {
    lines,
    isAnswering,
    end,
    error,
    begin(chosen) {
      scene.current = chosen;
      setEnd(OPEN);
      void ask([]);
    },
    say(text) {
      // After a failure the same message is sent again rather than twice.
      const before = lines.at(-1)?.role === "contact" ? lines.slice(0, -1) : lines;
      void ask([...before, { role: "contact", text, tools: [] }]);
    },
    restart() {
      current.current?.abort();
      current.current = null;
      setLines([]);
      setEnd(OPEN);
      setError(null);
      setIsAnswering(false);
    },
  };
}
