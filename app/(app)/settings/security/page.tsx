import type { Metadata } from "next";
import { mayDo } from "#lib/domain/roles/actions";
import { listSessions } from "#lib/services/account/list-sessions";
import { currentUser } from "@/app/_server/session";
import { NameForm } from "@/components/account/name-form";
import { ACCOUNT_TEXTS as T } from "@/components/account/texts";
import { Card, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { pageContext } from "../../page-context.ts";
import { saveName } from "../actions.ts";
import { SecurityScreen } from "./security-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function SecurityPage() {
  const ctx = await pageContext();
  const [user, sessions] = await Promise.all([currentUser(), listSessions(ctx)]);
  return (
    <div className="flex flex-col gap-5">
      {user ? <NameForm action={saveName} name={user.name} email={user.email} /> : null}
      <SecurityScreen initial={sessions} />
      {mayDo(ctx.actor.role, "api_keys.read") ? (
        <Card aria-labelledby="keys">
          <CardHeader
            id="keys"
            title={T.keys}
            note={T.keysNote}
            actions={<LinkButton href="/settings/api-keys">{T.keysLink}</LinkButton>}
          />
        </Card>
      ) : null}
    </div>
  );
}
