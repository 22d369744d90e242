import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { CommandButton } from "@/app/_client/command/command-button";
import { LiveProvider } from "@/app/_client/live/live-provider";
import { QueryProvider } from "@/app/_client/query-provider";
import { InCall, RunningCampaigns, ShellControls } from "@/app/_client/shell-status";
import { currentUser, currentVisitor } from "@/app/_server/session";
import { AppShell } from "@/components/layout/app-shell";
import { isFolded, SIDEBAR_COOKIE } from "@/components/layout/sidebar-state";
import { ToastProvider } from "@/components/ui/toast";
import { signOut } from "../(auth)/actions.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) redirect((await currentVisitor()) ? "/no-business" : "/sign-in");
  return (
    <QueryProvider>
      <LiveProvider>
        <ToastProvider>
          <AppShell
            account={{ name: user.name, email: user.email, businessName: user.business_name }}
            signOut={signOut}
            isFolded={isFolded((await cookies()).get(SIDEBAR_COOKIE)?.value)}
            search={<CommandButton />}
            phoneSearch={<CommandButton hasKey={false} />}
            running={<RunningCampaigns />}
            inCall={<InCall />}
            controls={<ShellControls />}
          >
            {children}
          </AppShell>
        </ToastProvider>
      </LiveProvider>
    </QueryProvider>
  );
}
