import type { Disposition, TelephonyResult } from "#lib/domain/statuses";
import { CallOutcome } from "@/components/calls/call-outcome";
import { dispositionView, type OutcomeView, telephonyView } from "@/components/calls/outcome";
import { Card } from "@/components/ui/card";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { LANDING_TEXTS as T } from "./texts.ts";

const talked = (disposition: Disposition): OutcomeView => dispositionView(disposition);
const rang = (result: TelephonyResult): OutcomeView => telephonyView(result);

const NUMBERS: [digits: string, who: string, view: OutcomeView][] = [
  ["00", "Somebody friendly, who agrees", talked("goal_achieved")],
  ["01", "A busy line", rang("busy")],
  ["02", "Nobody", rang("no_answer")],
  ["03", "Voicemail, with a greeting and a beep", talked("voicemail_no_message")],
  ["05", "A number out of service", rang("invalid_number")],
  ["06", "Somebody who is not interested", talked("not_interested")],
  ["07", "“Never call me again”", talked("opted_out")],
  ["10", "Somebody who interrupts in mid-sentence", talked("goal_achieved")],
  ["12", "Somebody who hangs up after a few seconds", talked("hung_up")],
];

export function SandboxNumbers() {
  return (
    <Card>
      <Table label={T.sandboxTitle}>
        <thead>
          <tr>
            <HeadCell>{T.digits}</HeadCell>
            <HeadCell>{T.who}</HeadCell>
            <HeadCell>{T.outcome}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {NUMBERS.map(([digits, who, view]) => (
            <Row key={digits}>
              <Cell className="font-mono whitespace-nowrap text-ink-3">
                …01<span className="font-semibold text-ink">{digits}</span>
              </Cell>
              <Cell className="min-w-40">{who}</Cell>
              <Cell>
                <CallOutcome view={view} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
