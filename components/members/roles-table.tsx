import { Check, Minus } from "lucide-react";
import { rolesTable } from "#lib/domain/roles/roles-table";
import { USER_ROLES } from "#lib/domain/statuses";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { MEMBER_TEXTS as T, ROLE_TEXT } from "./texts.ts";

/** Who may do what, by the very table that the verbs ask. */
export function RolesTable() {
  return (
    <Table label={T.may}>
      <thead>
        <tr>
          <HeadCell>{T.what}</HeadCell>
          {USER_ROLES.map((role) => (
            <HeadCell key={role} className="w-20 text-center max-sm:w-12 max-sm:px-1">
              {ROLE_TEXT[role]}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rolesTable().map(({ what, isInPerson, may }) => (
          <Row key={what}>
            <Cell className="py-1.5">
              {what}
              {isInPerson ? <span className="block text-xs text-ink-3">{T.inPerson}</span> : null}
            </Cell>
            {USER_ROLES.map((role) => (
              <Cell key={role} className="text-center max-sm:px-1">
                <Mark isYes={may[role]} />
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Mark({ isYes }: { isYes: boolean }) {
  const Icon = isYes ? Check : Minus;
  return (
    <>
      <Icon aria-hidden className={isYes ? "inline size-4 text-good" : "inline size-4 text-ink-3"} />
      <span className="sr-only">{isYes ? T.yes : T.no}</span>
    </>
  );
}
