"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Page } from "#lib/domain/api/page";
import type { Delivery, Webhook, WebhookWithSecret } from "#lib/domain/api/webhook";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { deliveriesQuery, webhookQuery, webhooksKey } from "@/app/_client/webhook-queries";
import { DeliveriesTable } from "@/components/settings/deliveries-table";
import { SecretDialog } from "@/components/settings/secret-dialog";
import { SureDialog } from "@/components/settings/sure-dialog";
import { SETTINGS_TEXTS, WEBHOOK_EVENT_TEXT, WEBHOOK_TEXTS as T } from "@/components/settings/texts";
import { WebhookStatus } from "@/components/settings/webhook-status";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Fact } from "@/components/ui/fact";
import { useToast } from "@/components/ui/toast";

type Change = "test" | "switch" | "rotate" | "remove" | { replay: string };

export function WebhookScreen({ initial, deliveries }: { initial: Webhook; deliveries: Page<Delivery> }) {
  const { data: webhook } = useQuery(webhookQuery(initial));
  const list = useInfiniteQuery(deliveriesQuery(initial.id, deliveries));
  const [asked, setAsked] = useState<"rotate" | "remove" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const change = useMutation({
    mutationFn: (what: Change) => make(what, webhook),
    onSuccess: async ({ sentence, secret: made, isGone }) => {
      setAsked(null);
      if (sentence) toast("good", sentence);
      if (made) setSecret(made);
      if (isGone) router.replace("/settings/webhooks");
      else await queries.invalidateQueries({ queryKey: webhooksKey });
    },
    onError: (error) => {
      if (asked === null) toast("bad", sentenceOf(error));
    },
  });
  const ask = (what: "rotate" | "remove"): void => {
    change.reset();
    setAsked(what);
  };
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <div className="flex flex-col gap-5">
      <Card aria-label={T.facts}>
        <CardHeader
          title={<span className="font-mono text-sm break-all">{webhook.url}</span>}
          note={webhook.description}
          actions={
            <>
              <Button disabled={!webhook.is_active || change.isPending} onClick={() => change.mutate("test")}>
                <Send aria-hidden />
                {T.test}
              </Button>
              <Button disabled={change.isPending} onClick={() => change.mutate("switch")}>
                {webhook.is_active ? T.switchOff : T.switchOn}
              </Button>
              <Button onClick={() => ask("rotate")}>{T.rotate}</Button>
              <Button look="danger-quiet" onClick={() => ask("remove")}>
                {T.remove}
              </Button>
            </>
          }
        />
        <dl className="divide-y divide-line px-4">
          <Fact label={T.status}>
            <WebhookStatus webhook={webhook} />
          </Fact>
          <Fact label={T.events}>
            {webhook.events.map((event) => WEBHOOK_EVENT_TEXT[event].label).join(", ")}
          </Fact>
          <Fact label={T.formerUntil}>
            {webhook.former_secret_until ? <RelativeTime iso={webhook.former_secret_until} /> : null}
          </Fact>
          <Fact label={T.addedAt}>
            <RelativeTime iso={webhook.created_at} />
          </Fact>
        </dl>
      </Card>
      <Card aria-label={T.log}>
        <CardHeader title={T.log} note={T.logNote} />
        {items.length === 0 ? (
          <EmptyState icon={Send} title={T.nothingSent} text={T.nothingSentText} />
        ) : (
          <DeliveriesTable
            deliveries={items}
            onReplay={webhook.is_active ? ({ id }) => change.mutate({ replay: id }) : null}
          />
        )}
        {list.hasNextPage ? (
          <div className="flex justify-center border-t border-line py-3">
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {SETTINGS_TEXTS.more}
            </Button>
          </div>
        ) : null}
      </Card>
      {asked ? (
        <SureDialog
          title={asked === "rotate" ? T.rotateTitle : T.removeTitle}
          text={asked === "rotate" ? T.rotateText : T.removeText}
          verb={asked === "rotate" ? T.rotate : T.remove}
          isPending={change.isPending}
          error={change.error ? sentenceOf(change.error) : null}
          onConfirm={() => change.mutate(asked)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      <SecretDialog
        title={T.secretTitle}
        note={T.secretNote}
        label={T.secretLabel}
        secret={secret}
        onClose={() => setSecret(null)}
      />
    </div>
  );
}

interface Made {
  /** What to say of it. */
  sentence?: string;
  secret?: string;
  isGone?: true;
}

async function make(what: Change, webhook: Webhook): Promise<Made> {
  const path = `/webhooks/${webhook.id}`;
  if (what === "test") {
    await fetchApi(`${path}/test`, { method: "POST" });
    return { sentence: T.tested };
  }
  if (what === "switch") {
    await fetchApi(path, asJson("PATCH", { is_active: !webhook.is_active }));
    return { sentence: T.wasSwitched };
  }
  if (what === "rotate") {
    const { secret } = await fetchApi<WebhookWithSecret>(`${path}/rotate-secret`, { method: "POST" });
    return { secret };
  }
  if (what === "remove") {
    await fetchApi(path, { method: "DELETE" });
    return { sentence: T.removed, isGone: true };
  }
  await fetchApi(`${path}/deliveries/${what.replay}/replay`, { method: "POST" });
  return { sentence: T.replayed };
}
