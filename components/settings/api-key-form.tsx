"use client";

import { type FormEvent, useState } from "react";
import { API_KEY_ROLES, API_SCOPES, type ApiKeyInput, type ApiScope } from "#lib/domain/api/api-key";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { API_KEY_TEXTS as T, SCOPE_TEXT } from "./texts.ts";

interface ApiKeyFormProps {
  isPending: boolean;
  error: string | null;
  onSubmit: (input: ApiKeyInput) => void;
  onCancel: () => void;
}

export function ApiKeyForm({ isPending, error, onSubmit, onCancel }: ApiKeyFormProps) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly ApiScope[]>(["read"]);
  const [role, setRole] = useState<ApiKeyInput["role"]>("user");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit({ name, scopes: [...scopes], role });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
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
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">{T.scopes}</legend>
        {API_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={SCOPE_TEXT[scope].label}
            hint={SCOPE_TEXT[scope].hint}
            checked={scopes.includes(scope)}
            onChange={(event) =>
              setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((s) => s !== scope))
            }
          />
        ))}
      </fieldset>
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
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{T.cancel}</Button>
        <Button type="submit" look="primary" disabled={isPending}>
          {T.make}
        </Button>
      </div>
    </form>
  );
}
