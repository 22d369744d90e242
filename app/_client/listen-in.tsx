"use client";

import { Headphones, Square } from "lucide-react";
import { useEffect } from "react";
import { LISTEN_TEXTS as T } from "@/components/calls/texts";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useListening } from "./use-listening.ts";

interface ListenInProps {
  callId: string;
  /** Whose call it is, where several can be seen. */
  of?: string;
  size?: "sm";
}

/** Hears both voices of a call while it goes on; that one did is written down. */
export function ListenIn({ callId, of, size }: ListenInProps) {
  const { state, level, seconds, error, start, stop } = useListening(callId);
  const toast = useToast();
  useEffect(() => {
    if (error !== null) toast("bad", error);
  }, [error, toast]);
  const isOff = state === "off";
  return (
    <span className="inline-flex items-center gap-2">
      {state === "on" ? (
        <meter
          aria-label={T.level}
          min={0}
          max={1}
          value={level}
          data-testid="listening-level"
          data-seconds={seconds.toFixed(1)}
          className="h-2 w-16"
        />
      ) : null}
      <Button {...(size ? { size } : {})} title={T.note} onClick={isOff ? start : stop}>
        {isOff ? <Headphones aria-hidden /> : <Square aria-hidden />}
        {isOff ? T.listen : state === "connecting" ? T.connecting : T.stop}
        {of ? <span className="sr-only">: {of}</span> : null}
      </Button>
    </span>
  );
}
