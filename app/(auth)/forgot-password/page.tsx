import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { AuthForm } from "@/components/sign-in/auth-form";
import { AuthHeading } from "@/components/sign-in/auth-heading";
import { SIGN_IN_TEXTS as T } from "@/components/sign-in/texts";
import { forgotPassword } from "../actions.ts";

export const metadata: Metadata = { title: T.forgotTitle };

export default function ForgotPasswordPage() {
  return (
    <>
      <AuthHeading title={T.forgotTitle} note={T.forgotNote} />
      <AuthForm
        action={forgotPassword}
        fields={[{ name: "email", label: T.email, type: "email", autoComplete: "email" }]}
        submit={T.forgotSend}
      />
      <p className="mt-5 text-sm">
        <Link href="/sign-in" className="rounded-sm font-medium text-accent underline underline-offset-2">
          {T.backToSignIn}
        </Link>
      </p>
    </>
  );
}
