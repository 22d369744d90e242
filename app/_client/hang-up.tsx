"use client";

import { useMutation } from "@tanstack/react-query";
import { PhoneOff } from "lucide-react";
import { useState } from "react";
import { CALL_TEXTS as T } from "@/components/calls/texts";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { fetchApi, sentenceOf } from "./fetch-api.ts";

interface HangUpProps {
  callId: string;
  /** Whose call it is, where several can be seen. */
  of?: string;
  size?: "sm";
}

/** Ends a call at once, after asking. */
export function HangUp({ callId, of, size }: HangUpProps) {
  const [isAsked, setIsAsked] = useState(false);
  const toast = useToast();
  const hangUp = useMutation({
    mutationFn: () => fetchApi(`/calls/${callId}/hangup`, { method: "POST" }),
    onSuccess: () => toast("good", T.hungUp),
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => setIsAsked(false),
  });
  return (
    <>
      <Button
        look={of ? "danger-quiet" : "danger"}
        {...(size ? { size } : {})}
        onClick={() => setIsAsked(true)}
      >
        <PhoneOff aria-hidden />
        {T.hangUp}
        {of ? <span className="sr-only">: {of}</span> : null}
      </Button>
      <Dialog
        open={isAsked}
        onOpenChange={setIsAsked}
        title={T.hangUpTitle}
        description={T.hangUpText}
        footer={
          <>
            <Button onClick={() => setIsAsked(false)}>Cancel</Button>
            <Button look="danger" disabled={hangUp.isPending} onClick={() => hangUp.mutate()}>
              {T.hangUp}
            </Button>
          </>
        }
      />
    </>
  );
}
