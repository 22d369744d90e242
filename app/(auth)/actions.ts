"use server";

import { redirect } from "next/navigation";
import { addressInputSchema, passwordInputSchema } from "#lib/domain/api/account";
import { loginInputSchema, registerInputSchema } from "#lib/domain/api/session";
import { changePassword } from "#lib/services/account/change-password";
import { requestReset } from "#lib/services/account/request-reset";
import { resendConfirmation } from "#lib/services/account/resend-confirmation";
import { enter } from "#lib/services/auth/enter";
import { register } from "#lib/services/auth/register";
import { answerAction } from "@/app/_server/action";
import { askingSession, browserAuth, signOutBrowser, tokenAuth, userContext } from "@/app/_server/session";
import { refusal, textOf } from "@/app/_client/form-answer";
import type { FormState } from "@/components/forms/form-state";
import { SIGN_IN_TEXTS } from "@/components/sign-in/texts";
import { nextPath } from "@/app/_server/next-path";

export async function signIn(_previous: FormState | null, form: FormData): Promise<FormState> {
  const byLink = textOf(form, "by") === "link";
  const input = { email: textOf(form, "email"), ...(byLink ? {} : { password: textOf(form, "password") }) };
  const result = await answerAction(async () => enter(await browserAuth(), loginInputSchema.parse(input)));
  if (!result.ok) return refusal(result);
  if (byLink) return { done: SIGN_IN_TEXTS.linkSent };
  redirect(nextPath(textOf(form, "next")));
}

/** The mail that confirms an address, once more. */
export async function resendLink(_previous: FormState | null, form: FormData): Promise<FormState> {
  const input = { email: textOf(form, "email") };
  const result = await answerAction(async () =>
    resendConfirmation(await tokenAuth(), addressInputSchema.parse(input)),
  );
  return result.ok ? { done: SIGN_IN_TEXTS.resent } : refusal(result);
}

export async function forgotPassword(_previous: FormState | null, form: FormData): Promise<FormState> {
  const input = { email: textOf(form, "email") };
  const result = await answerAction(async () =>
    requestReset(await tokenAuth(), addressInputSchema.parse(input)),
  );
  return result.ok ? { done: SIGN_IN_TEXTS.forgotSent } : refusal(result);
}

export async function newPassword(_previous: FormState | null, form: FormData): Promise<FormState> {
  const current = textOf(form, "current_password");
  const input = {
    password: textOf(form, "password"),
    ...(current === "" ? {} : { current_password: current }),
  };
  const result = await answerAction(async () =>
    changePassword(
      await userContext(),
      await tokenAuth(),
      await askingSession(),
      passwordInputSchema.parse(input),
    ),
  );
  if (!result.ok) return refusal(result);
  redirect("/overview");
}

export async function signUp(_previous: FormState | null, form: FormData): Promise<FormState> {
  const input = Object.fromEntries(
    ["email", "password", "name", "business_name"].map((name) => [name, textOf(form, name)]),
  );
  const result = await answerAction(async () =>
    register(await browserAuth(), registerInputSchema.parse(input)),
  );
  if (!result.ok) return refusal(result);
  if ("status" in result.data) return { done: SIGN_IN_TEXTS.confirm };
  redirect("/overview");
}

export async function signOut(): Promise<void> {
  await signOutBrowser();
  redirect("/");
}
