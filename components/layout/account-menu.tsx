"use client";

import { ChevronsUpDown, LogOut, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/components/ui/menu";
import { beginSigningOut, signedIn } from "./signing-out.ts";
import { LAYOUT_TEXTS } from "./texts.ts";
import { ThemeItems } from "./theme-items.tsx";

export interface Account {
  name: string;
  email: string;
  businessName: string;
}

interface AccountMenuProps {
  account: Account;
  signOut: () => Promise<void>;
}

export function AccountMenu({ account, signOut }: AccountMenuProps) {
  const router = useRouter();
  useEffect(signedIn, []);
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-md px-2 py-2 text-left group-data-folded/shell:px-1 hover:bg-hover"
        >
          <span
            aria-hidden
            className="grid size-7 shrink-0 place-items-center rounded-md bg-accent-soft text-xs font-semibold text-accent"
          >
            {account.businessName.slice(0, 1).toUpperCase()}
          </span>
          <span className="min-w-0 flex-1 group-data-folded/shell:sr-only">
            <span className="block truncate text-sm font-medium">{account.businessName}</span>
            <span className="block truncate text-xs text-ink-3">{account.name}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-3 group-data-folded/shell:hidden" />
        </button>
      }
    >
      <MenuLabel>{account.email}</MenuLabel>
      <MenuItem onSelect={() => router.push("/settings/security")}>
        <ShieldCheck aria-hidden />
        {LAYOUT_TEXTS.security}
      </MenuItem>
      <MenuLine />
      <ThemeItems />
      <MenuLine />
      <MenuItem
        onSelect={() => {
          beginSigningOut();
          void signOut();
        }}
      >
        <LogOut aria-hidden />
        {LAYOUT_TEXTS.signOut}
      </MenuItem>
    </Menu>
  );
}
