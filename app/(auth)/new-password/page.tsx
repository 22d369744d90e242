import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentVisitor } from "@/app/_server/session";
import { AuthForm } from "@/components/sign-in/auth-form";
import { AuthHeading } from "@/components/sign-in/auth-heading";
import { SIGN_IN_TEXTS as T } from "@/components/sign-in/texts";
import { newPassword } from "../actions.ts";

export const metadata: Metadata = { title: T.newTitle };

/** Where the link of a reset leads: a session that it has just begun does not show the old password. */
export default async function NewPasswordPage() {
  const visitor = await currentVisitor();
  if (!visitor) redirect("/forgot-password");
  const current = {
    name: "current_password",
    label: T.currentPassword,
    type: "password",
    autoComplete: "current-password",
  } as const;
  const next = {
    name: "password",
    label: T.newPassword,
    hint: T.passwordHint,
    type: "password",
    autoComplete: "new-password",
  } as const;
  return (
    <>
      <AuthHeading title={T.newTitle} note={T.newNote(visitor.email)} />
      <AuthForm
        action={newPassword}
        fields={visitor.isFromLink ? [next] : [current, next]}
        submit={T.newSave}
      />
    </>
  );
}
