import type { Metadata } from "next";
import { isAppError } from "#lib/errors/app-error";
import type { OfferedInvitation } from "#lib/domain/api/invitation";
import { lookUpInvitation } from "#lib/services/invitations/look-up-invitation";
import { webParts } from "@/app/_server/parts";
import { currentUser, currentVisitor, requireAddressAllowance } from "@/app/_server/session";
import { ROLE_TEXT } from "@/components/members/texts";
import { AuthForm } from "@/components/sign-in/auth-form";
import { AuthHeading } from "@/components/sign-in/auth-heading";
import { SIGN_IN_TEXTS as T } from "@/components/sign-in/texts";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { signOut } from "../../actions.ts";
import { joinBusiness, mailJoinLink } from "../../joining-actions.ts";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

/** null: there is no such invitation, or it holds no more. */
async function openInvitation(token: string): Promise<OfferedInvitation | null> {
  try {
    const invitation = await lookUpInvitation(webParts().db, token);
    return invitation.is_open ? invitation : null;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}

/** What to tell an address that too much is asked from; null: nothing. */
async function refusedForNow(): Promise<string | null> {
  try {
    await requireAddressAllowance();
    return null;
  } catch (error) {
    if (isAppError(error) && error.code === "rate_limited") return error.publicMessage;
    throw error;
  }
}

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const tooOften = await refusedForNow();
  if (tooOften !== null) return <AuthHeading title={T.joinWaitTitle} note={tooOften} />;
  const [invitation, visitor, user] = await Promise.all([
    openInvitation(token),
    currentVisitor(),
    currentUser(),
  ]);
  if (!invitation) return <AuthHeading title={T.joinGoneTitle} note={T.joinGone} />;
  const { business_name: business, invited_by: by, role, email } = invitation;
  const isNew = user === null && visitor?.isFromLink === true;
  return (
    <>
      <AuthHeading title={T.joinTitle(business)} note={T.joinNote(by, ROLE_TEXT[role].toLowerCase())} />
      {visitor === null ? (
        <div className="flex flex-col gap-4">
          <p className="text-sm break-words text-ink-2">{T.joinFor(email)}</p>
          <AuthForm action={mailJoinLink} hidden={{ token }} fields={[]} submit={T.joinSendLink} />
          <LinkButton href={`/sign-in?next=${encodeURIComponent(`/join/${token}`)}`} size="lg">
            {T.joinSignIn}
          </LinkButton>
        </div>
      ) : visitor.email === email ? (
        <div className="flex flex-col gap-4">
          {user ? <Notice tone="warn">{T.joinLeaves(user.business_name)}</Notice> : null}
          <AuthForm
            action={joinBusiness}
            hidden={{ token }}
            fields={isNew ? NEW_PERSON : []}
            submit={T.joinButton}
          />
        </div>
      ) : (
        <div className="flex flex-col gap-4">
          <Notice tone="warn">
            {T.joinFor(email)} {T.joinOther(visitor.email)}
          </Notice>
          <form action={signOut}>
            <Button type="submit" className="w-full">
              {T.signOut}
            </Button>
          </form>
        </div>
      )}
    </>
  );
}

const NEW_PERSON = [
  { name: "name", label: T.name, type: "text", autoComplete: "name" },
  {
    name: "password",
    label: T.password,
    hint: T.passwordHint,
    type: "password",
    autoComplete: "new-password",
  },
] as const;
