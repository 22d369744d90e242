"use client";

import { MoreHorizontal } from "lucide-react";
import type { Member } from "#lib/domain/api/member";
import { mayDo } from "#lib/domain/roles/actions";
import { USER_ROLES, type UserRole } from "#lib/domain/statuses";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { MEMBER_TEXTS as T, ROLE_TEXT } from "./texts.ts";

export type MemberChange =
  | { kind: "role"; member: Member; role: UserRole }
  | { kind: "hand-over" | "remove"; member: Member };

interface MembersTableProps {
  members: Member[];
  me: { id: string; role: UserRole };
  onChange: (change: MemberChange) => void;
}

export function MembersTable({ members, me, onChange }: MembersTableProps) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.name}</HeadCell>
          <HeadCell>{T.role}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.lastSeen}</HeadCell>
          <HeadCell className="w-10">
            <span className="sr-only">{T.actions}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.id}>
            <Cell className="max-w-64 py-2 max-sm:max-w-40">
              <span className="block truncate font-medium">
                {member.name}
                {member.id === me.id ? <span className="font-normal text-ink-3"> ({T.you})</span> : null}
              </span>
              <span className="block truncate text-xs text-ink-3">{member.email}</span>
            </Cell>
            <Cell>{ROLE_TEXT[member.role]}</Cell>
            <Cell className="text-ink-2 max-sm:hidden">
              {member.last_seen_at ? <RelativeTime iso={member.last_seen_at} /> : T.never}
            </Cell>
            <Cell>{mayChange(me, member) ? <Actions {...{ member, me, onChange }} /> : null}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** What concerns an owner is an owner's to do. */
const mayChange = (me: { role: UserRole }, member: Member): boolean =>
  mayDo(me.role, member.role === "owner" ? "owners.change" : "members.change");

function Actions({ member, me, onChange }: Omit<MembersTableProps, "members"> & { member: Member }) {
  const roles = USER_ROLES.filter(
    (role) => role !== member.role && (role !== "owner" || mayDo(me.role, "owners.change")),
  );
  const isMe = member.id === me.id;
  return (
    <Menu
      trigger={
        <Button look="quiet" size="icon" aria-label={T.actionsOf(member.name)}>
          <MoreHorizontal aria-hidden />
        </Button>
      }
    >
      {roles.map((role) => (
        <MenuItem key={role} onSelect={() => onChange({ kind: "role", member, role })}>
          {T.makeRole(role)}
        </MenuItem>
      ))}
      {isMe ? null : (
        <>
          <MenuLine />
          {mayDo(me.role, "owners.change") ? (
            <MenuItem onSelect={() => onChange({ kind: "hand-over", member })}>{T.handOver}</MenuItem>
          ) : null}
          <MenuItem danger onSelect={() => onChange({ kind: "remove", member })}>
            {T.remove}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
