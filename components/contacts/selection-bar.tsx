"use client";

import { Tag, Trash2, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { formatCount } from "@/components/format/numbers";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { CONTACT_TEXTS as T } from "./texts.ts";

export type SelectionChange = { action: "tag" | "untag"; tag: string } | { action: "delete" };

interface SelectionBarProps {
  count: number;
  isPending: boolean;
  onChange: (change: SelectionChange) => void;
  onClear: () => void;
}

/** What can be done with all that is selected; deleting asks first. */
export function SelectionBar({ count, isPending, onChange, onClear }: SelectionBarProps) {
  const [asked, setAsked] = useState<SelectionChange["action"] | null>(null);
  const [tag, setTag] = useState("");
  const close = (): void => setAsked(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (asked === "tag" || asked === "untag") onChange({ action: asked, tag });
    close();
    setTag("");
  };
  const many = `${formatCount(count)} ${count === 1 ? T.foundOne : T.found}`;
  return (
    <div
      role="group"
      aria-label={T.selection}
      className="flex flex-wrap items-center gap-2 border-b border-line bg-accent-soft px-4 py-2 text-sm"
    >
      <span className="mr-auto font-medium" aria-live="polite">
        {formatCount(count)} {T.selected}
      </span>
      <Button size="sm" disabled={isPending} onClick={() => setAsked("tag")}>
        <Tag aria-hidden />
        {T.addTag}
      </Button>
      <Button size="sm" disabled={isPending} onClick={() => setAsked("untag")}>
        {T.removeTag}
      </Button>
      <Button size="sm" look="danger-quiet" disabled={isPending} onClick={() => setAsked("delete")}>
        <Trash2 aria-hidden />
        {T.deleteMany}
      </Button>
      <Button size="sm" look="quiet" onClick={onClear}>
        <X aria-hidden />
        {T.clearSelection}
      </Button>
      <Dialog
        open={asked === "delete"}
        onOpenChange={close}
        title={T.deleteManyTitle}
        description={`${many}. ${T.removeText}`}
        footer={
          <>
            <Button onClick={close}>{T.cancel}</Button>
            <Button
              look="danger"
              disabled={isPending}
              onClick={() => {
                onChange({ action: "delete" });
                close();
              }}
            >
              {T.remove}
            </Button>
          </>
        }
      />
      <Dialog
        open={asked === "tag" || asked === "untag"}
        onOpenChange={close}
        title={asked === "untag" ? T.removeTag : T.addTag}
        description={many}
      >
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field idPrefix="selection" name="tag" label={T.tagLabel}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={60}
                autoComplete="off"
                value={tag}
                onChange={(event) => setTag(event.target.value)}
              />
            )}
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={close}>{T.cancel}</Button>
            <Button type="submit" look="primary" disabled={isPending || tag.trim() === ""}>
              {asked === "untag" ? T.removeTag : T.addTag}
            </Button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
