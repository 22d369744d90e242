import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { formError } from "./form-state.ts";
import { SubmitButton } from "./submit-button.tsx";
import type { FormHandle } from "./use-form.ts";

interface DialogFormProps {
  form: FormHandle;
  /** The fields that show their own errors. */
  fields: readonly string[];
  submit: string;
  cancel: string;
  onCancel: () => void;
  children: ReactNode;
}

/** A form in a dialog: what is wrong with it, its fields, and the two ways out. */
export function DialogForm({ form, fields, submit, cancel, onCancel, children }: DialogFormProps) {
  const sentence = formError(form.state, fields);
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      {sentence ? <Notice tone="bad">{sentence}</Notice> : null}
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{cancel}</Button>
        <SubmitButton isPending={form.isPending}>{submit}</SubmitButton>
      </div>
    </form>
  );
}
