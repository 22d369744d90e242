import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { LiveStatus } from "@/app/_client/live-status";
import { QueryProvider } from "@/app/_client/query-provider";
import { currentUser, currentVisitor } from "@/app/_server/session";
import { AppShell } from "@/components/layout/app-shell";
import { ToastProvider } from "@/components/ui/toast";
import { signOut } from "../(auth)/actions.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) redirect((await currentVisitor()) ? "/no-business" : "/sign-in");
  return (
    <QueryProvider>
      <ToastProvider>
        <AppShell
          account={{ name: user.name, email: user.email, businessName: user.business_name }}
          signOut={signOut}
          status={<LiveStatus />}
        >
          {children}
        </AppShell>
      </ToastProvider>
    </QueryProvider>
  );
}
