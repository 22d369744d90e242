"use client";

import { type FormEvent, useState } from "react";
import { WEBHOOK_EVENTS, type WebhookEvent, type WebhookInput } from "#lib/domain/api/webhook";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { WEBHOOK_EVENT_TEXT, WEBHOOK_TEXTS as T } from "./texts.ts";

interface WebhookFormProps {
  isPending: boolean;
  error: string | null;
  onSubmit: (input: WebhookInput) => void;
  onCancel: () => void;
}

export function WebhookForm({ isPending, error, onSubmit, onCancel }: WebhookFormProps) {
  const [url, setUrl] = useState("");
  const [description, setDescription] = useState("");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(["call.ended"]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit({ url, description, events: [...events] });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      <Field idPrefix="webhook" name="url" label={T.url} hint={T.urlHint}>
        {(control) => (
          <Input
            {...control}
            type="url"
            required
            maxLength={2000}
            autoComplete="off"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <Field idPrefix="webhook" name="description" label={T.description} optional={T.optional}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            autoComplete="off"
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">{T.events}</legend>
        {WEBHOOK_EVENTS.map((event) => (
          <Checkbox
            key={event}
            label={WEBHOOK_EVENT_TEXT[event].label}
            hint={WEBHOOK_EVENT_TEXT[event].hint}
            checked={events.includes(event)}
            onChange={({ target }) =>
              setEvents(target.checked ? [...events, event] : events.filter((e) => e !== event))
            }
          />
        ))}
      </fieldset>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{T.cancel}</Button>
        <Button type="submit" look="primary" disabled={isPending}>
          {T.make}
        </Button>
      </div>
    </form>
  );
}
