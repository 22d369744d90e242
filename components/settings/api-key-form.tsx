"use client";

import { useState } from "react";
import type { ApiKeyInput, ApiScope } from "#lib/domain/api/api-key";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { SettingsForm, type SettingsFormProps, Several } from "./settings-form.tsx";
import { API_KEY_TEXTS as T, SCOPE_TEXT } from "./texts.ts";
import { API_KEY_ROLES, API_SCOPES } from "#lib/domain/choices";

export function ApiKeyForm({ onSubmit, ...frame }: SettingsFormProps<ApiKeyInput>) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly ApiScope[]>(["read"]);
  const [role, setRole] = useState<ApiKeyInput["role"]>("user");
  return (
    <SettingsForm
      {...frame}
      submit={T.make}
      cancel={T.cancel}
      onSubmit={() => onSubmit({ name, scopes: [...scopes], role })}
    >
      <Field idPrefix="key" name="name" label={T.name} hint={T.nameHint}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Several
        label={T.scopes}
        options={API_SCOPES}
        texts={SCOPE_TEXT}
        chosen={scopes}
        onChange={setScopes}
      />
      <Field idPrefix="key" name="role" label={T.role} hint={T.roleHint}>
        {(control) => (
          <Select
            {...control}
            value={role}
            onChange={(event) => setRole(event.target.value as ApiKeyInput["role"])}
          >
            {API_KEY_ROLES.toReversed().map((value) => (
              <option key={value} value={value}>
                {T.roles[value]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </SettingsForm>
  );
}
