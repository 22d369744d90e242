"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { Link } from "@/components/ui/link";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { type Account, AccountMenu } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";
import { NavLinks } from "./nav-links.tsx";
import { PhoneNav } from "./phone-nav.tsx";
import { keepFolded } from "./sidebar-state.ts";
import { LAYOUT_TEXTS as T } from "./texts.ts";

interface AppShellProps {
  account: Account;
  signOut: () => Promise<void>;
  isFolded: boolean;
  /** The button that opens the command menu. */
  search: ReactNode;
  phoneSearch: ReactNode;
  /** What runs now, under the links. */
  running: ReactNode;
  /** "3 in call", beside the link to the live board. */
  inCall: ReactNode;
  /** Whether the screen is live, and how everything is stopped. */
  controls: ReactNode;
  children: ReactNode;
}

export function AppShell(props: AppShellProps) {
  const { account, signOut, search, phoneSearch, running, inCall, controls, children } = props;
  const [isFolded, setFolded] = useState(props.isFolded);
  const fold = (folded: boolean): void => {
    setFolded(folded);
    keepFolded(folded);
  };
  const FoldIcon = isFolded ? PanelLeftOpen : PanelLeftClose;
  return (
    <div
      data-folded={isFolded || undefined}
      className="group/shell lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)] lg:data-folded:grid-cols-[3.5rem_minmax(0,1fr)]"
    >
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent-fill px-3 py-2 text-sm font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {T.skip}
      </a>
      <aside className="sticky top-0 flex h-dvh min-w-0 flex-col gap-3 border-r border-line bg-surface px-2.5 py-3 max-lg:hidden">
        <div className="flex items-center justify-between gap-1 group-data-folded/shell:flex-col">
          <Link href="/overview" className="rounded-md px-1.5 py-1">
            <Logo wordClassName="group-data-folded/shell:sr-only" />
          </Link>
          <Button
            look="quiet"
            size="icon"
            aria-label={isFolded ? T.expand : T.collapse}
            aria-expanded={!isFolded}
            onClick={() => fold(!isFolded)}
          >
            <FoldIcon aria-hidden />
          </Button>
        </div>
        {search}
        <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
          <NavLinks running={running} inCall={inCall} />
        </div>
        <div className="flex flex-col gap-1 border-t border-line pt-2">
          {controls}
          <AccountMenu account={account} signOut={signOut} />
        </div>
      </aside>
      <div className="min-w-0">
        <PhoneNav
          account={account}
          signOut={signOut}
          search={phoneSearch}
          running={running}
          inCall={inCall}
          controls={controls}
        />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-[82rem] px-4 py-5 outline-none sm:px-6 lg:px-8"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
