"use client";

import type { FormEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface AskingFormProps {
  error: string | null;
  isPending: boolean;
  submit: string;
  isDangerous?: boolean;
  cancel: string;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** A dialog's form that is sent to the API: what was refused, its fields, and the two ways out. */
export function AskingForm(props: AskingFormProps) {
  const { error, isPending, submit, isDangerous = false, cancel, onSubmit, onCancel, children } = props;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{cancel}</Button>
        <Button type="submit" look={isDangerous ? "danger" : "primary"} disabled={isPending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
