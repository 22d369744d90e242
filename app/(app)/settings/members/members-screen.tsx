"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LogOut, UserPlus } from "lucide-react";
import { useState } from "react";
import type { Member, MemberRemoval } from "#lib/domain/api/member";
import type { Page } from "#lib/domain/api/page";
import { mayDo } from "#lib/domain/roles/actions";
import type { UserRole } from "#lib/domain/statuses";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { membersQuery } from "@/app/_client/member-queries";
import { type MemberChange, MembersTable } from "@/components/members/members-table";
import { RemoveDialog } from "@/components/members/remove-dialog";
import { MEMBER_TEXTS as T } from "@/components/members/texts";
import { SureDialog } from "@/components/settings/sure-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { useToast } from "@/components/ui/toast";
import { InviteDialog } from "./invite-dialog.tsx";

interface MembersScreenProps {
  initial: Page<Member>;
  me: { id: string; role: UserRole };
}

type Asked = MemberChange | { kind: "invite" | "leave" };
type Done = { change: MemberChange; removal?: MemberRemoval } | { change: { kind: "leave" } };

/** Does it; the sentence that tells what was done. */
async function make(done: Done): Promise<string | null> {
  const { change } = done;
  if (change.kind === "leave") {
    await fetchApi("/members/leave", { method: "POST" });
    return null;
  }
  const path = `/members/${change.member.id}`;
  if (change.kind === "role") {
    await fetchApi(path, asJson("PATCH", { role: change.role }));
    return T.roleChanged;
  }
  if (change.kind === "hand-over") {
    await fetchApi(`${path}/hand-over`, { method: "POST" });
    return T.handedOver;
  }
  const keys = "removal" in done ? done.removal?.api_keys : undefined;
  await fetchApi(`${path}?api_keys=${keys ?? "revoke"}`, { method: "DELETE" });
  return T.removed;
}

export function MembersScreen({ initial, me }: MembersScreenProps) {
  const list = useQuery(membersQuery(initial));
  const [asked, setAsked] = useState<Asked | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: make,
    onSuccess: (sentence) => {
      // Whoever has left, or is something else now, is shown what they may see.
      if (sentence === null) return window.location.assign("/no-business");
      if (sentence === T.handedOver) return window.location.reload();
      toast("good", sentence);
      setAsked(null);
      return queries.invalidateQueries({ queryKey: membersQuery(initial).queryKey });
    },
    onError: (error) => asked === null && toast("bad", sentenceOf(error)),
  });
  const ask = (what: Asked): void => {
    change.reset();
    if (what.kind === "role") change.mutate({ change: what });
    else setAsked(what);
  };
  const sure = {
    isPending: change.isPending,
    error: change.error ? sentenceOf(change.error) : null,
    onClose: (): void => setAsked(null),
  };
  return (
    <Card aria-label={T.title}>
      <CardHeader
        title={T.title}
        note={T.note}
        actions={
          <>
            <Button onClick={() => ask({ kind: "leave" })}>
              <LogOut aria-hidden />
              {T.leave}
            </Button>
            {mayDo(me.role, "members.change") ? (
              <Button look="primary" onClick={() => ask({ kind: "invite" })}>
                <UserPlus aria-hidden />
                {T.invite}
              </Button>
            ) : null}
          </>
        }
      />
      <MembersTable members={list.data.items} me={me} onChange={ask} />
      {asked?.kind === "invite" ? <InviteDialog onClose={sure.onClose} /> : null}
      {asked?.kind === "remove" ? (
        <RemoveDialog
          {...sure}
          member={asked.member}
          onConfirm={(removal) => change.mutate({ change: asked, removal })}
        />
      ) : null}
      {asked?.kind === "hand-over" ? (
        <SureDialog
          {...sure}
          title={T.handOverTitle(asked.member.name)}
          text={T.handOverText}
          verb={T.handOver}
          onConfirm={() => change.mutate({ change: asked })}
        />
      ) : null}
      {asked?.kind === "leave" ? (
        <SureDialog
          {...sure}
          title={T.leaveTitle}
          text={T.leaveText}
          verb={T.leave}
          onConfirm={() => change.mutate({ change: { kind: "leave" } })}
        />
      ) : null}
    </Card>
  );
}
