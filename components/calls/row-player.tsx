"use client";

import { type RefObject, useRef, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { RECORDING_TEXTS as T } from "./texts.ts";

export interface RowPlayerState {
  ref: RefObject<HTMLAudioElement | null>;
  /** Whose recording is in the player, and whether it sounds. */
  chosen: string | null;
  playing: string | null;
  toggle: (callId: string) => void;
  onSounding: (isSounding: boolean) => void;
}

/** One recording of a list at a time. */
export function useRowPlayer(srcOf: (callId: string) => string): RowPlayerState {
  const ref = useRef<HTMLAudioElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSounding, setIsSounding] = useState(false);
  const toggle = (callId: string): void => {
    const audio = ref.current;
    if (!audio) return;
    if (chosen === callId && isSounding) return audio.pause();
    if (chosen !== callId) audio.src = srcOf(callId);
    setChosen(callId);
    void audio.play().catch(() => setIsSounding(false));
  };
  return { ref, chosen, playing: isSounding ? chosen : null, toggle, onSounding: setIsSounding };
}

export function RowPlayer({ player }: { player: RowPlayerState }) {
  const { ref, chosen, onSounding } = player;
  return (
    // What is said in it can be read on the call's page.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <audio
      ref={ref}
      controls
      aria-label={T.player}
      preload="none"
      data-testid="row-player"
      className={cn(
        chosen === null ? "hidden" : "sticky top-0 z-10 h-12 w-full border-b border-line bg-surface p-1.5",
      )}
      onPlay={() => onSounding(true)}
      onPause={() => onSounding(false)}
      onEnded={() => onSounding(false)}
    />
  );
}
