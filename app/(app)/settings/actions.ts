"use server";

import { revalidatePath } from "next/cache";
import { mePatchSchema, passwordInputSchema } from "#lib/domain/api/account";
import { businessPatchSchema } from "#lib/domain/api/business";
import { dialingRulesPatchSchema } from "#lib/domain/api/dialing-rules";
import { changePassword } from "#lib/services/account/change-password";
import { renameSelf } from "#lib/services/account/rename-self";
import { updateBusiness } from "#lib/services/business/update-business";
import { updateDialingRules } from "#lib/services/dialing/update-dialing-rules";
import { refusal, textOf } from "@/app/_client/form-answer";
import { action, type ActionResult } from "@/app/_server/action";
import { askingSession, tokenAuth } from "@/app/_server/session";
import { ACCOUNT_TEXTS } from "@/components/account/texts";
import { BUSINESS_TEXTS } from "@/components/business/texts";
import type { FormState } from "@/components/forms/form-state";
import { dialingRulesDraftFrom } from "./business/dialing-rules-draft.ts";

const rename = action(mePatchSchema, renameSelf);
const password = action(passwordInputSchema, async (ctx, input) =>
  changePassword(ctx, await tokenAuth(), await askingSession(), input),
);
const business = action(businessPatchSchema, updateBusiness);
const rules = action(dialingRulesPatchSchema, updateDialingRules);

const told = (result: ActionResult<unknown>, done: string): FormState =>
  result.ok ? { done } : refusal(result);

export async function saveName(_previous: FormState | null, form: FormData): Promise<FormState> {
  const result = await rename({ name: textOf(form, "name") });
  // The name stands in the menu of every page.
  if (result.ok) revalidatePath("/", "layout");
  return told(result, ACCOUNT_TEXTS.nameSaved);
}

export async function savePassword(_previous: FormState | null, form: FormData): Promise<FormState> {
  const current = textOf(form, "current_password");
  const result = await password({
    password: textOf(form, "password"),
    ...(current === "" ? {} : { current_password: current }),
  });
  return told(result, ACCOUNT_TEXTS.passwordChanged);
}

export async function saveBusiness(_previous: FormState | null, form: FormData): Promise<FormState> {
  const result = await business({ name: textOf(form, "name") });
  if (result.ok) revalidatePath("/", "layout");
  return told(result, BUSINESS_TEXTS.saved);
}

export async function saveDialingRules(_previous: FormState | null, form: FormData): Promise<FormState> {
  return told(await rules(dialingRulesDraftFrom(form)), BUSINESS_TEXTS.saved);
}
