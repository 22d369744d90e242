"use client";

import { useState } from "react";
import type { WebhookEvent, WebhookInput } from "#lib/domain/api/webhook";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { SettingsForm, type SettingsFormProps, Several } from "./settings-form.tsx";
import { WEBHOOK_EVENT_TEXT, WEBHOOK_TEXTS as T } from "./texts.ts";
import { WEBHOOK_EVENTS } from "#lib/domain/choices";

export function WebhookForm({ onSubmit, ...frame }: SettingsFormProps<WebhookInput>) {
  const [url, setUrl] = useState("");
  const [description, setDescription] = useState("");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(["call.ended"]);
  return (
    <SettingsForm
      {...frame}
      submit={T.make}
      cancel={T.cancel}
      onSubmit={() => onSubmit({ url, description, events: [...events] })}
    >
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
      <Several
        label={T.events}
        options={WEBHOOK_EVENTS}
        texts={WEBHOOK_EVENT_TEXT}
        chosen={events}
        onChange={setEvents}
      />
    </SettingsForm>
  );
}
