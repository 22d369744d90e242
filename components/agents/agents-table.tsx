import { Link } from "@/components/ui/link";
import type { Agent } from "#lib/domain/api/agent";
import { languageName } from "@/components/format/language";
import { formatCount, formatMinutes, formatShare } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { AgentStatus } from "./agent-status.tsx";
import { AGENT_TEXTS as T } from "./texts.ts";

/** A row leads to its agent wherever it is clicked. */
export function AgentsTable({ agents }: { agents: Agent[] }) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>Agent</HeadCell>
          <HeadCell>Status</HeadCell>
          <HeadCell className="text-right max-md:hidden">Campaigns</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Calls</HeadCell>
          <HeadCell className="text-right max-md:hidden">Minutes</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Goals</HeadCell>
          <HeadCell className="text-right max-md:hidden">Changed</HeadCell>
        </tr>
      </thead>
      <tbody>
        {agents.map(({ usage, ...agent }) => (
          <Row key={agent.id}>
            <Cell className="max-w-72 min-w-36 py-2 max-sm:max-w-44">
              <Link
                href={`/agents/${agent.id}`}
                className="block truncate font-medium text-ink after:absolute after:inset-0"
              >
                {agent.name}
              </Link>
              <span className="block truncate text-xs text-ink-3">
                {agent.description || agent.system_prompt || languageName(agent.language)}
              </span>
            </Cell>
            <Cell>
              <AgentStatus isActive={agent.is_active} />
            </Cell>
            <Cell className="text-right max-md:hidden">{formatCount(usage.campaigns)}</Cell>
            <Cell className="text-right max-sm:hidden">{formatCount(usage.calls)}</Cell>
            <Cell className="text-right max-md:hidden">{formatMinutes(usage.minutes)}</Cell>
            <Cell className="text-right max-sm:hidden">
              {usage.goal_rate === null ? (
                <span className="text-ink-3">–</span>
              ) : (
                <>
                  {formatCount(usage.goals_achieved)}{" "}
                  <span className="text-xs text-ink-3">{formatShare(usage.goal_rate)}</span>
                </>
              )}
            </Cell>
            <Cell className="text-right text-ink-2 max-md:hidden">
              <RelativeTime iso={agent.updated_at} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
