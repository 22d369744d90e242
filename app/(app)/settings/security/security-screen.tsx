"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Page } from "#lib/domain/api/page";
import type { EndSessions, UserSession } from "#lib/domain/api/user-session";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { sessionsQuery } from "@/app/_client/session-queries";
import { PasswordForm } from "@/components/account/password-form";
import { SessionsTable } from "@/components/account/sessions-table";
import { ACCOUNT_TEXTS as T } from "@/components/account/texts";
import { SureDialog } from "@/components/settings/sure-dialog";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { useToast } from "@/components/ui/toast";
import { savePassword } from "../actions.ts";

export function SecurityScreen({ initial }: { initial: Page<UserSession> }) {
  const list = useQuery(sessionsQuery(initial));
  const [isAsked, setIsAsked] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = (): Promise<void> =>
    queries.invalidateQueries({ queryKey: sessionsQuery(initial).queryKey });
  const endOne = useMutation({
    mutationFn: ({ id }: UserSession) => fetchApi(`/auth/sessions/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast("good", T.ended);
      return refresh();
    },
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const endMany = useMutation({
    mutationFn: (input: EndSessions) =>
      fetchApi<{ ended: number }>("/auth/sessions/end", asJson("POST", input)),
    onSuccess: ({ ended }, { which }) => {
      if (which === "all") return window.location.assign("/sign-in");
      toast("good", T.othersEnded(ended));
      return refresh();
    },
    onError: (error) => isAsked || toast("bad", sentenceOf(error)),
  });
  const sessions = list.data.items;
  return (
    <>
      <PasswordForm action={savePassword} onChanged={() => void refresh()} />
      <Card aria-label={T.sessions}>
        <CardHeader
          title={T.sessions}
          note={T.sessionsNote}
          actions={
            <>
              <Button
                disabled={sessions.length < 2 || endMany.isPending}
                onClick={() => endMany.mutate({ which: "others" })}
              >
                {T.endOthers}
              </Button>
              <Button look="danger-quiet" onClick={() => setIsAsked(true)}>
                {T.endAll}
              </Button>
            </>
          }
        />
        <SessionsTable sessions={sessions} onEnd={(session) => endOne.mutate(session)} />
      </Card>
      {isAsked ? (
        <SureDialog
          title={T.endAllTitle}
          text={T.endAllText}
          verb={T.endAll}
          isPending={endMany.isPending}
          error={endMany.error ? sentenceOf(endMany.error) : null}
          onConfirm={() => endMany.mutate({ which: "all" })}
          onClose={() => setIsAsked(false)}
        />
      ) : null}
    </>
  );
}
