"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export type SampleState = "silent" | "loading" | "playing" | "failed";

/** Plays one sample at a time; a new one, or leaving the page, ends the one before. */
export function useVoiceSample() {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [state, setState] = useState<SampleState>("silent");
  const stop = useCallback(() => {
    audio.current?.pause();
    audio.current = null;
    setState("silent");
  }, []);
  const play = useCallback(async (src: string) => {
    audio.current?.pause();
    const mine = new Audio(src);
    audio.current = mine;
    setState("loading");
    const isMine = (): boolean => audio.current === mine;
    mine.addEventListener("ended", () => isMine() && setState("silent"));
    try {
      await mine.play();
      if (isMine()) setState("playing");
    } catch {
      if (isMine()) setState("failed");
    }
  }, []);
  useEffect(() => () => audio.current?.pause(), []);
  return { state, play, stop };
}
