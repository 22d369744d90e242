import type { AnalyticsAnswers, AnalyticsKind } from "../api/analytics.ts";
import { DISPOSITIONS } from "../statuses.ts";

export type TableCell = string | number;
export interface AnalyticsTable {
  head: string[];
  rows: TableCell[][];
}

interface Pair {
  p50: number | null;
  p95: number | null;
}
type Make<K extends AnalyticsKind> = (answer: AnalyticsAnswers[K]) => AnalyticsTable;

const cell = (value: unknown): TableCell =>
  typeof value === "number" ? value : typeof value === "string" ? value : "";

/** The same fields of each item, in this order; what is not known is an empty cell. */
function table<T>(fields: readonly (keyof T & string)[], items: readonly T[]): AnalyticsTable {
  return { head: [...fields], rows: items.map((item) => fields.map((field) => cell(item[field]))) };
}

const percentiles = (name: string, { p50, p95 }: Pair): Record<string, number | null> => ({
  [`${name}_p50_ms`]: p50,
  [`${name}_p95_ms`]: p95,
});

const counts = (of: string, values: Partial<Record<string, number>>) =>
  Object.entries(values).map(([value, calls]) => ({ of, value, calls: calls ?? 0 }));

const comparison = ({ items }: AnalyticsAnswers["campaigns" | "agents"]): AnalyticsTable =>
  table(
    [
      "id",
      "name",
      "calls",
      "answered",
      "human",
      "engaged",
      "goals_achieved",
      "minutes",
      "total_micros",
      "replies",
      "reply_p50_ms",
      "reply_p95_ms",
    ],
    items.map(({ reply_ms, ...side }) => ({
      ...side,
      reply_p50_ms: reply_ms.p50,
      reply_p95_ms: reply_ms.p95,
    })),
  );

const MAKERS: { [K in AnalyticsKind]: Make<K> } = {
  calls: ({ items }) => table(["day", "calls", "answered", "human", "goals_achieved", "minutes"], items),
  outcomes: (answer) =>
    table(
      ["of", "value", "calls"],
      [
        ...counts("telephony_result", answer.telephony_result_counts),
        ...counts("answered_by", answer.answered_by_counts),
        ...counts("disposition", answer.disposition_counts),
      ],
    ),
  dispositions: ({ items }) => ({
    head: ["day", ...DISPOSITIONS],
    rows: items.map(({ day, disposition_counts: of }) => [day, ...DISPOSITIONS.map((one) => of[one] ?? 0)]),
  }),
  funnel: (answer) =>
    table(
      ["step", "contacts"],
      (["contacts", "permitted", "attempted", "answered", "human", "engaged", "goal_achieved"] as const).map(
        (step) => ({ step, contacts: answer[step] }),
      ),
    ),
  hours: ({ items }) => table(["weekday", "hour", "calls", "answered", "human", "goals_achieved"], items),
  attempts: ({ items }) => table(["attempt", "calls", "human"], items),
  latency: ({ items }) => {
    const stages = ["stt", "llm", "tts", "total"] as const;
    const rows = items.map((row) =>
      Object.assign(
        { day: row.day, replies: row.replies } as Record<string, string | number | null>,
        ...stages.map((stage) => percentiles(stage, row[`${stage}_ms`])),
      ),
    );
    return table(
      ["day", "replies", ...stages.flatMap((stage) => [`${stage}_p50_ms`, `${stage}_p95_ms`])],
      rows,
    );
  },
  costs: ({ items }) =>
    table(
      ["day", "calls", "telephony_micros", "stt_micros", "llm_micros", "tts_micros", "total_micros"],
      items,
    ),
  campaigns: comparison,
  agents: comparison,
};

/** An answer as the rows of a file. */
export function analyticsTable<K extends AnalyticsKind>(
  kind: K,
  answer: AnalyticsAnswers[K],
): AnalyticsTable {
  return MAKERS[kind](answer);
}
