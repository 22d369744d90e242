"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { Link } from "@/components/ui/link";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { type Account, AccountMenu } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";
import { NavLinks } from "./nav-links.tsx";
import { LAYOUT_TEXTS } from "./texts.ts";

interface PhoneNavProps {
  account: Account;
  signOut: () => Promise<void>;
  search: ReactNode;
  running: ReactNode;
  inCall: ReactNode;
  controls: ReactNode;
}

/** The sidebar of narrow screens: a bar, and the same links in a sheet. */
export function PhoneNav({ account, signOut, search, running, inCall, controls }: PhoneNavProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b border-line bg-surface px-4 lg:hidden">
      <Link href="/overview" className="mr-auto rounded-md">
        <Logo />
      </Link>
      <span className="w-36">{search}</span>
      <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
        <Dialog.Trigger asChild>
          <Button look="quiet" size="icon" aria-label={LAYOUT_TEXTS.menu}>
            <MenuIcon aria-hidden />
          </Button>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 right-0 z-50 flex w-[min(18rem,85vw)] flex-col gap-3 border-l border-line bg-surface p-3 shadow-float"
          >
            <div className="flex items-center justify-between">
              <Dialog.Title className="px-2 text-sm font-semibold">{account.businessName}</Dialog.Title>
              <Dialog.Close asChild>
                <Button look="quiet" size="icon" aria-label={LAYOUT_TEXTS.closeMenu}>
                  <X aria-hidden />
                </Button>
              </Dialog.Close>
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto">
              <NavLinks running={running} inCall={inCall} onNavigate={() => setIsOpen(false)} />
            </div>
            <div className="flex flex-col gap-1 border-t border-line pt-3">
              {controls}
              <AccountMenu account={account} signOut={signOut} />
            </div>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </header>
  );
}
