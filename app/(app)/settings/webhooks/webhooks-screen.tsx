"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import type { Page } from "#lib/domain/api/page";
import type { Webhook, WebhookInput, WebhookWithSecret } from "#lib/domain/api/webhook";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { webhooksKey, webhooksQuery } from "@/app/_client/webhook-queries";
import { SecretDialog } from "@/components/settings/secret-dialog";
import { WEBHOOK_TEXTS as T } from "@/components/settings/texts";
import { WebhookForm } from "@/components/settings/webhook-form";
import { WebhooksTable } from "@/components/settings/webhooks-table";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";

export function WebhooksScreen({ initial }: { initial: Page<Webhook> }) {
  const { data } = useQuery(webhooksQuery(initial));
  const [isAdding, setIsAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: (input: WebhookInput) => fetchApi<WebhookWithSecret>("/webhooks", asJson("POST", input)),
    onSuccess: (made) => {
      setIsAdding(false);
      setSecret(made.secret);
      return queries.invalidateQueries({ queryKey: webhooksKey });
    },
  });
  return (
    <Card aria-label={T.title}>
      <CardHeader
        title={T.title}
        note={T.note}
        actions={
          <Button
            look="primary"
            onClick={() => {
              add.reset();
              setIsAdding(true);
            }}
          >
            <Plus aria-hidden />
            {T.add}
          </Button>
        }
      />
      {data.items.length === 0 ? (
        <EmptyState icon={WebhookIcon} title={T.emptyTitle} text={T.emptyText} />
      ) : (
        <WebhooksTable webhooks={data.items} />
      )}
      <Dialog open={isAdding} onOpenChange={setIsAdding} title={T.addTitle} description={T.addNote}>
        <WebhookForm
          isPending={add.isPending}
          error={add.error ? sentenceOf(add.error) : null}
          onSubmit={(input) => add.mutate(input)}
          onCancel={() => setIsAdding(false)}
        />
      </Dialog>
      <SecretDialog
        title={T.secretTitle}
        note={T.secretNote}
        label={T.secretLabel}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </Card>
  );
}
