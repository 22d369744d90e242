"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { withoutEmpty } from "@/components/command/command-entries";
import { CommandPalette } from "@/components/command/command-palette";
import { StopAllDialog } from "../stop-all.tsx";
import { standingGroups } from "./standing-groups.ts";
import { useFoundGroups } from "./use-found-groups.ts";

/** Everything that can be gone to or done, found by typing. */
export function CommandMenu({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [isStopping, setStopping] = useState(false);
  const router = useRouter();
  const leave = (): void => {
    onClose();
    setTyped("");
  };
  const go = (href: string): void => {
    leave();
    router.push(href);
  };
  const stopAll = (): void => {
    leave();
    setStopping(true);
  };
  const { groups: found, isSearching } = useFoundGroups(open, typed, go);
  return (
    <>
      <CommandPalette
        open={open}
        onClose={leave}
        typed={typed}
        onType={setTyped}
        groups={withoutEmpty([...found, ...standingGroups(typed, go, stopAll)])}
        isSearching={isSearching}
      />
      <StopAllDialog open={isStopping} onClose={() => setStopping(false)} />
    </>
  );
}
