"use client";

import { useState } from "react";
import type { Member, MemberRemoval } from "#lib/domain/api/member";
import { SureDialog } from "@/components/settings/sure-dialog";
import { MEMBER_TEXTS as T } from "./texts.ts";

interface RemoveDialogProps {
  member: Member;
  isPending: boolean;
  error: string | null;
  onConfirm: (removal: MemberRemoval) => void;
  onClose: () => void;
}

/** Asks once, and what is to become of the API keys where there are any. */
export function RemoveDialog({ member, onConfirm, ...rest }: RemoveDialogProps) {
  const [keys, setKeys] = useState<MemberRemoval["api_keys"]>("revoke");
  const choices = { revoke: T.revokeKeys, keep: T.keepKeys };
  return (
    <SureDialog
      {...rest}
      title={T.removeTitle(member.name)}
      text={T.removeText}
      verb={T.remove}
      onConfirm={() => onConfirm({ api_keys: keys })}
    >
      {member.api_keys > 0 ? (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">{T.removeKeys(member.api_keys)}</legend>
          {(["revoke", "keep"] as const).map((choice) => (
            <label key={choice} className="flex items-start gap-2.5 text-sm">
              <input
                type="radio"
                name="api_keys"
                className="mt-0.5 size-4 shrink-0 accent-[var(--accent-fill)]"
                checked={keys === choice}
                onChange={() => setKeys(choice)}
              />
              {choices[choice]}
            </label>
          ))}
        </fieldset>
      ) : null}
    </SureDialog>
  );
}
