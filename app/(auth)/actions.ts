"use server";

import { redirect } from "next/navigation";
import { loginInputSchema, registerInputSchema } from "#lib/domain/api/session";
import { login } from "#lib/services/auth/login";
import { register } from "#lib/services/auth/register";
import { answerAction } from "@/app/_server/action";
import { browserAuth, signOutBrowser } from "@/app/_server/session";
import { refusal, textOf } from "@/app/_client/form-answer";
import type { FormState } from "@/components/forms/form-state";
import { SIGN_IN_TEXTS } from "@/components/sign-in/texts";
import { nextPath } from "./next-path.ts";

export async function signIn(_previous: FormState | null, form: FormData): Promise<FormState> {
  const byLink = textOf(form, "by") === "link";
  const input = { email: textOf(form, "email"), ...(byLink ? {} : { password: textOf(form, "password") }) };
  const result = await answerAction(async () => login(await browserAuth(), loginInputSchema.parse(input)));
  if (!result.ok) return refusal(result);
  if (byLink) return { done: SIGN_IN_TEXTS.linkSent };
  redirect(nextPath(textOf(form, "next")));
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
