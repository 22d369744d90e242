"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { formatPhone, maskPhone } from "@/components/format/phone";
import { Button } from "@/components/ui/button";
import { CALL_TEXTS } from "./texts.ts";

/** A number that is masked until somebody wants to see it. */
export function RevealedPhone({ phoneNumber }: { phoneNumber: string }) {
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="inline-flex items-center gap-1">
      {isShown ? formatPhone(phoneNumber) : maskPhone(phoneNumber)}
      <Button
        look="quiet"
        size="icon"
        className="-mr-2 size-7"
        aria-pressed={isShown}
        aria-label={isShown ? CALL_TEXTS.hide : CALL_TEXTS.reveal}
        onClick={() => setIsShown(!isShown)}
      >
        <Icon aria-hidden />
      </Button>
    </span>
  );
}
