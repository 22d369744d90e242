import { Link } from "@/components/ui/link";
import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { QueryProvider } from "@/app/_client/query-provider";
import { currentUser, isCurrentOperator } from "@/app/_server/session";
import { PlatformTabs } from "@/components/admin/platform-tabs";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";
import { PlatformShell } from "@/components/layout/platform-shell";
import { PageHeader } from "@/components/layout/page-header";
import { ToastProvider } from "@/components/ui/toast";
import { signOut } from "../../(auth)/actions.ts";

/** For the platform's operators; to everybody else there is nothing here. */
export default async function PlatformLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) redirect("/sign-in");
  if (!(await isCurrentOperator())) notFound();
  return (
    <QueryProvider>
      <ToastProvider>
        <PlatformShell
          account={{ name: user.name, email: user.email, businessName: user.business_name }}
          signOut={signOut}
        >
          <PageHeader
            title={T.title}
            actions={
              <Link href="/overview" className="text-sm text-accent hover:underline">
                {T.backToApp}
              </Link>
            }
          />
          <PlatformTabs />
          <div className="mt-5">{children}</div>
        </PlatformShell>
      </ToastProvider>
    </QueryProvider>
  );
}
