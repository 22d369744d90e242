import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { SignUpForm } from "@/components/sign-in/sign-up-form";
import { SIGN_IN_TEXTS as T } from "@/components/sign-in/texts";
import { signUp } from "../actions.ts";

export const metadata: Metadata = { title: T.signUpTitle };

export default function SignUpPage() {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{T.signUpTitle}</h1>
      <p className="mt-0.5 mb-5 text-sm text-ink-2">{T.signUpNote}</p>
      <SignUpForm action={signUp} />
      <p className="mt-5 text-sm text-ink-2">
        {T.haveAccount}{" "}
        <Link href="/sign-in" className="rounded-sm font-medium text-accent underline underline-offset-2">
          {T.signIn}
        </Link>
      </p>
    </>
  );
}
