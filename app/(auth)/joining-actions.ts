"use server";

import { redirect } from "next/navigation";
import { foundingInputSchema } from "#lib/domain/api/account";
import { acceptInvitationSchema } from "#lib/domain/api/invitation";
import { foundBusiness } from "#lib/services/business/found-business";
import { acceptInvitation } from "#lib/services/invitations/accept-invitation";
import { sendJoinLink } from "#lib/services/invitations/send-join-link";
import { refusal, textOf } from "@/app/_client/form-answer";
import { answerAction } from "@/app/_server/action";
import { askingSession, tokenAuth } from "@/app/_server/session";
import type { FormState } from "@/components/forms/form-state";
import { SIGN_IN_TEXTS } from "@/components/sign-in/texts";

/** A link to the invited address that signs in and leads back to the invitation. */
export async function mailJoinLink(_previous: FormState | null, form: FormData): Promise<FormState> {
  const result = await answerAction(async () => sendJoinLink(await tokenAuth(), textOf(form, "token")));
  return result.ok ? { done: SIGN_IN_TEXTS.joinSent } : refusal(result);
}

export async function joinBusiness(_previous: FormState | null, form: FormData): Promise<FormState> {
  const given = Object.fromEntries(
    ["token", "name", "password"].filter((name) => form.has(name)).map((name) => [name, textOf(form, name)]),
  );
  const result = await answerAction(async () => {
    const [{ db, auth }, session] = await Promise.all([tokenAuth(), askingSession()]);
    return acceptInvitation({ db, auth }, session, acceptInvitationSchema.parse(given));
  });
  if (!result.ok) return refusal(result);
  redirect("/overview");
}

export async function found(_previous: FormState | null, form: FormData): Promise<FormState> {
  const given = { name: textOf(form, "name"), business_name: textOf(form, "business_name") };
  const result = await answerAction(async () => {
    const [{ db }, { userId }] = await Promise.all([tokenAuth(), askingSession()]);
    return foundBusiness(db, userId, foundingInputSchema.parse(given));
  });
  if (!result.ok) return refusal(result);
  redirect("/overview");
}
