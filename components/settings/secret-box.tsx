"use client";

import { Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/control";
import { useToast } from "@/components/ui/toast";
import { SETTINGS_TEXTS as T } from "./texts.ts";

/** Something that is shown once, to be copied. */
export function SecretBox({ label, secret }: { label: string; secret: string }) {
  const toast = useToast();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      toast("good", T.copied);
    } catch {
      toast("bad", T.copyFailed);
    }
  };
  return (
    <div className="flex gap-2">
      <Input
        readOnly
        aria-label={label}
        value={secret}
        className="font-mono text-xs"
        onFocus={(event) => event.target.select()}
      />
      <Button onClick={() => void copy()}>
        <Copy aria-hidden />
        {T.copy}
      </Button>
    </div>
  );
}
