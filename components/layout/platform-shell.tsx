import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { type Account, AccountMenu } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";
import { LAYOUT_TEXTS } from "./texts.ts";

interface PlatformShellProps {
  account: Account;
  signOut: () => Promise<void>;
  children: ReactNode;
}

/** The frame of the operators' pages: no business's navigation. */
export function PlatformShell({ account, signOut, children }: PlatformShellProps) {
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent-fill px-3 py-2 text-sm font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {LAYOUT_TEXTS.skip}
      </a>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-6xl items-center justify-between gap-4 px-4 py-2 sm:px-6 lg:px-8">
          <Link href="/admin" className="rounded-md">
            <Logo />
          </Link>
          <div className="max-w-56 min-w-0">
            <AccountMenu account={account} signOut={signOut} />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-6xl px-4 py-6 outline-none sm:px-6 lg:px-8">
        {children}
      </main>
    </>
  );
}
