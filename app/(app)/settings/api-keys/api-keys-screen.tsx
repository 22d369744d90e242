"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useState } from "react";
import type { ApiKey, ApiKeyInput, NewApiKey } from "#lib/domain/api/api-key";
import type { Page } from "#lib/domain/api/page";
import { apiKeysKey, apiKeysQuery } from "@/app/_client/api-key-queries";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ApiKeyForm } from "@/components/settings/api-key-form";
import { ApiKeysTable } from "@/components/settings/api-keys-table";
import { SecretDialog } from "@/components/settings/secret-dialog";
import { SureDialog } from "@/components/settings/sure-dialog";
import { API_KEY_TEXTS as T, SETTINGS_TEXTS } from "@/components/settings/texts";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { useToast } from "@/components/ui/toast";

type Shown = { kind: "new" } | { kind: "made"; key: string } | { kind: "revoke"; key: ApiKey };

export function ApiKeysScreen({ initial }: { initial: Page<ApiKey> }) {
  const list = useInfiniteQuery(apiKeysQuery(initial));
  const [shown, setShown] = useState<Shown | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const afterChange = (): Promise<void> => queries.invalidateQueries({ queryKey: apiKeysKey });
  const make = useMutation({
    mutationFn: (input: ApiKeyInput) => fetchApi<NewApiKey>("/api-keys", asJson("POST", input)),
    onSuccess: ({ key }) => {
      setShown({ kind: "made", key });
      return afterChange();
    },
  });
  const revoke = useMutation({
    mutationFn: (id: string) => fetchApi(`/api-keys/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast("good", T.wasRevoked);
      setShown(null);
      return afterChange();
    },
  });
  const open = (what: Shown): void => {
    make.reset();
    revoke.reset();
    setShown(what);
  };
  const close = (): void => setShown(null);
  const keys = list.data.pages.flatMap((page) => page.items);
  return (
    <Card aria-label={T.title}>
      <CardHeader
        title={T.title}
        note={
          <>
            {T.note}{" "}
            <Link href="/api/docs" className="text-accent underline">
              {T.docs}
            </Link>
          </>
        }
        actions={
          <Button look="primary" onClick={() => open({ kind: "new" })}>
            <Plus aria-hidden />
            {T.add}
          </Button>
        }
      />
      {list.isError && keys.length === 0 ? (
        <ErrorState title={T.failed} text={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
      ) : keys.length === 0 ? (
        <EmptyState icon={KeyRound} title={T.emptyTitle} text={T.emptyText} />
      ) : (
        <ApiKeysTable keys={keys} onRevoke={(key) => open({ kind: "revoke", key })} />
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center border-t border-line py-3">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {SETTINGS_TEXTS.more}
          </Button>
        </div>
      ) : null}
      <Dialog
        open={shown?.kind === "new"}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={T.addTitle}
        description={T.addNote}
      >
        <ApiKeyForm
          isPending={make.isPending}
          error={make.error ? sentenceOf(make.error) : null}
          onSubmit={(input) => make.mutate(input)}
          onCancel={close}
        />
      </Dialog>
      <SecretDialog
        title={T.madeTitle}
        note={T.madeNote}
        label={T.secretLabel}
        secret={shown?.kind === "made" ? shown.key : null}
        onClose={close}
      />
      {shown?.kind === "revoke" ? (
        <SureDialog
          title={T.revokeTitle}
          text={`${shown.key.name} (${shown.key.prefix}…). ${T.revokeText}`}
          verb={T.revoke}
          isPending={revoke.isPending}
          error={revoke.error ? sentenceOf(revoke.error) : null}
          onConfirm={() => revoke.mutate(shown.key.id)}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}
