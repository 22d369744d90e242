"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PencilLine } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { CallCorrection, CallSummary } from "#lib/domain/api/call";
import { type Disposition, DISPOSITIONS } from "#lib/domain/statuses";
import { CORRECTION_TEXTS as T, DISPOSITION_TEXT } from "@/components/calls/texts";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { callsKey } from "./call-queries.ts";
import { asJson, fetchApi, sentenceOf } from "./fetch-api.ts";

/** Says what a call really came to, and why. */
export function CorrectCall({ call }: { call: Pick<CallSummary, "id" | "disposition"> }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        <PencilLine aria-hidden />
        {T.correct}
      </Button>
      {isOpen ? <CorrectDialog call={call} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function CorrectDialog({
  call,
  onClose,
}: {
  call: Pick<CallSummary, "id" | "disposition">;
  onClose: () => void;
}) {
  const [disposition, setDisposition] = useState<Disposition | "">("");
  const [reason, setReason] = useState("");
  const queries = useQueryClient();
  const toast = useToast();
  const correct = useMutation({
    mutationFn: (given: CallCorrection) => fetchApi<CallSummary>(`/calls/${call.id}`, asJson("PATCH", given)),
    onSuccess: async () => {
      toast("good", T.corrected);
      onClose();
      await queries.invalidateQueries({ queryKey: callsKey });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (disposition !== "") correct.mutate({ disposition, reason });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={T.title} description={T.note}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {correct.isError ? <Notice tone="bad">{sentenceOf(correct.error)}</Notice> : null}
        <Field idPrefix="correction" name="disposition" label={T.disposition}>
          {(control) => (
            <Select
              {...control}
              required
              value={disposition}
              onChange={(event) => setDisposition(event.target.value as Disposition | "")}
            >
              <option value="">{T.choose}</option>
              {DISPOSITIONS.filter((one) => one !== call.disposition).map((one) => (
                <option key={one} value={one}>
                  {DISPOSITION_TEXT[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {disposition === "opted_out" ? <Notice tone="warn">{T.optsOut}</Notice> : null}
        {call.disposition === "opted_out" && disposition !== "" ? (
          <Notice tone="warn">{T.staysOut}</Notice>
        ) : null}
        <Field idPrefix="correction" name="reason" label={T.reason}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button type="submit" look="primary" disabled={correct.isPending}>
            {T.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
