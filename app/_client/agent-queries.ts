import { queryOptions } from "@tanstack/react-query";
import type { Agent, AgentVersion } from "#lib/domain/api/agent";
import type { Page } from "#lib/domain/api/page";
import { API_BASE, fetchApi } from "./fetch-api.ts";

export const agentsKey = ["agents"] as const;

export const agentsQuery = (initial: Page<Agent>) =>
  queryOptions({
    queryKey: [...agentsKey, "list"],
    queryFn: ({ signal }) => fetchApi<Page<Agent>>("/agents?limit=200", { signal }),
    initialData: initial,
  });

export const agentQuery = (id: string, initial: Agent) =>
  queryOptions({
    queryKey: [...agentsKey, id],
    queryFn: ({ signal }) => fetchApi<Agent>(`/agents/${id}`, { signal }),
    initialData: initial,
  });

export const agentVersionsQuery = (id: string, initial: Page<AgentVersion> | null) =>
  queryOptions({
    queryKey: [...agentsKey, id, "versions"],
    queryFn: ({ signal }) => fetchApi<Page<AgentVersion>>(`/agents/${id}/versions?limit=200`, { signal }),
    ...(initial ? { initialData: initial } : {}),
  });

/** Where a voice is heard, but for its id at the end. */
export const voiceSamplePrefix = (language: string): string =>
  `${API_BASE}/voices/sample?${new URLSearchParams({ language })}&voice_id=`;

export const voiceSampleSrc = (voiceId: string, language: string): string =>
  voiceSamplePrefix(language) + encodeURIComponent(voiceId);
