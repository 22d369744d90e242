"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Erasure, Retention, RetentionPatch } from "#lib/domain/api/privacy";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { downloadPerson, retentionQuery } from "@/app/_client/privacy-requests";
import { PersonCard } from "@/components/privacy/person-card";
import { RetentionForm } from "@/components/privacy/retention-form";
import { DATA_TEXTS as T, erasedSentence } from "@/components/privacy/texts";
import { useToast } from "@/components/ui/toast";

export function DataScreen({ initial, canChange }: { initial: Retention; canChange: boolean }) {
  const query = retentionQuery(initial);
  const retention = useQuery(query);
  const queries = useQueryClient();
  const toast = useToast();
  const save = useMutation({
    mutationFn: (patch: RetentionPatch) => fetchApi<Retention>("/data/retention", asJson("PATCH", patch)),
    onSuccess: (saved) => {
      queries.setQueryData(query.queryKey, saved);
      toast("good", T.saved);
    },
  });
  const exporting = useMutation({
    mutationFn: downloadPerson,
    onSuccess: () => toast("good", T.exported),
  });
  const erasing = useMutation({
    mutationFn: (phone_number: string) =>
      fetchApi<Erasure>("/data/erasure", asJson("POST", { phone_number })),
    onSuccess: ({ erased }) => toast("good", erasedSentence(erased)),
  });
  const error = exporting.error ?? erasing.error;
  return (
    <div className="flex flex-col gap-5">
      <RetentionForm
        retention={retention.data}
        canChange={canChange}
        isPending={save.isPending}
        error={save.error ? sentenceOf(save.error) : null}
        onSave={(patch) => save.mutate(patch)}
      />
      {canChange ? (
        <PersonCard
          isPending={exporting.isPending || erasing.isPending}
          error={error ? sentenceOf(error) : null}
          onExport={(number) => {
            erasing.reset();
            exporting.mutate(number);
          }}
          onErase={async (number) => {
            exporting.reset();
            const done = await erasing.mutateAsync(number).catch(() => null);
            return done !== null;
          }}
        />
      ) : null}
    </div>
  );
}
