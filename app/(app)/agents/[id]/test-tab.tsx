"use client";

import type { Agent } from "#lib/domain/api/agent";
import { TestChatPanel } from "@/components/agents/test-chat-panel";
import { useTestChat } from "./use-test-chat.ts";

export function TestTab({ agent, businessName }: { agent: Agent; businessName: string }) {
  const chat = useTestChat(agent.id);
  return <TestChatPanel agentName={agent.name} companyName={businessName} chat={chat} />;
}
