"use client";

import { useState } from "react";
import type { InvitationInput } from "#lib/domain/api/invitation";
import { SettingsForm, type SettingsFormProps } from "@/components/settings/settings-form";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { MEMBER_TEXTS as T, ROLE_TEXT } from "./texts.ts";
import { INVITED_ROLES } from "#lib/domain/choices";

export function InviteForm({ onSubmit, ...frame }: SettingsFormProps<InvitationInput>) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<InvitationInput["role"]>("user");
  return (
    <SettingsForm {...frame} submit={T.send} cancel={T.cancel} onSubmit={() => onSubmit({ email, role })}>
      <Field idPrefix="invite" name="email" label={T.email}>
        {(control) => (
          <Input
            {...control}
            type="email"
            required
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field idPrefix="invite" name="role" label={T.role} hint={T.roleHint}>
        {(control) => (
          <Select
            {...control}
            value={role}
            onChange={(event) => setRole(event.target.value as InvitationInput["role"])}
          >
            {INVITED_ROLES.map((value) => (
              <option key={value} value={value}>
                {ROLE_TEXT[value]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </SettingsForm>
  );
}
