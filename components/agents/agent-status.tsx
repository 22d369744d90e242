import { CircleCheck, CircleOff } from "lucide-react";
import { Status } from "@/components/ui/status";
import { AGENT_TEXTS as T } from "./texts.ts";

export function AgentStatus({ isActive }: { isActive: boolean }) {
  return (
    <Status tone={isActive ? "good" : "neutral"} icon={isActive ? CircleCheck : CircleOff}>
      {isActive ? T.active : T.inactive}
    </Status>
  );
}
