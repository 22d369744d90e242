import Link from "next/link";
import type { ReactNode } from "react";
import { type Account, AccountMenu } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";
import { NavLinks } from "./nav-links.tsx";
import { PhoneNav } from "./phone-nav.tsx";
import { LAYOUT_TEXTS } from "./texts.ts";

interface AppShellProps {
  account: Account;
  signOut: () => Promise<void>;
  /** What goes on now, under the links. */
  status?: ReactNode;
  children: ReactNode;
}

export function AppShell({ account, signOut, status, children }: AppShellProps) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_1fr]">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent-fill px-3 py-2 text-sm font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {LAYOUT_TEXTS.skip}
      </a>
      <aside className="sticky top-0 flex h-dvh flex-col border-r border-line bg-surface p-3 max-lg:hidden">
        <Link href="/overview" className="mb-4 rounded-md px-2 py-1.5">
          <Logo />
        </Link>
        <NavLinks />
        {status}
        <div className="mt-auto border-t border-line pt-3">
          <AccountMenu account={account} signOut={signOut} />
        </div>
      </aside>
      <div className="min-w-0">
        <PhoneNav account={account} signOut={signOut} status={status} />
        <main id="content" tabIndex={-1} className="mx-auto max-w-6xl px-4 py-6 outline-none sm:px-6 lg:px-8">
          {children}
        </main>
      </div>
    </div>
  );
}
