import type { Metadata } from "next";
import { Link } from "@/components/ui/link";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { SIGN_IN_TEXTS as T } from "@/components/sign-in/texts";
import { Notice } from "@/components/ui/notice";
import { resendLink, signIn } from "../actions.ts";
import { nextPath } from "@/app/_server/next-path";
import { currentVisitor } from "@/app/_server/session";

export const metadata: Metadata = { title: T.signInTitle };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, error } = await searchParams;
  // Also somebody who has just left their business, whose page still asked for something of it.
  if (!error && (await currentVisitor())) redirect(nextPath(next));
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{T.signInTitle}</h1>
      <p className="mt-0.5 mb-5 text-sm text-ink-2">{T.signInNote}</p>
      {error ? (
        <Notice tone="bad" className="mb-4">
          {T.linkFailed}
        </Notice>
      ) : null}
      <SignInForm action={signIn} resend={resendLink} next={nextPath(next)} />
      <p className="mt-4 text-sm">
        <Link
          href="/forgot-password"
          className="rounded-sm font-medium text-accent underline underline-offset-2"
        >
          {T.forgot}
        </Link>
      </p>
      <p className="mt-2 text-sm text-ink-2">
        {T.noAccount}{" "}
        <Link href="/sign-up" className="rounded-sm font-medium text-accent underline underline-offset-2">
          {T.signUp}
        </Link>
      </p>
    </>
  );
}
