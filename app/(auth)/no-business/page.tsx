import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentUser, currentVisitor } from "@/app/_server/session";
import { AuthForm } from "@/components/sign-in/auth-form";
import { AuthHeading } from "@/components/sign-in/auth-heading";
import { SIGN_IN_TEXTS as T } from "@/components/sign-in/texts";
import { Button } from "@/components/ui/button";
import { signOut } from "../actions.ts";
import { found } from "../joining-actions.ts";

export const metadata: Metadata = { title: T.foundTitle };

/** For somebody with an account who belongs to no business (any more). */
export default async function NoBusinessPage() {
  const [visitor, user] = await Promise.all([currentVisitor(), currentUser()]);
  if (!visitor) redirect("/sign-in");
  if (user) redirect("/overview");
  return (
    <>
      <AuthHeading title={T.foundTitle} note={T.foundNote} />
      <AuthForm
        action={found}
        fields={[
          { name: "name", label: T.name, type: "text", autoComplete: "name" },
          { name: "business_name", label: T.business, type: "text", autoComplete: "organization" },
        ]}
        submit={T.found}
      />
      <form action={signOut} className="mt-4">
        <Button type="submit" className="w-full">
          {T.signOut}
        </Button>
      </form>
    </>
  );
}
