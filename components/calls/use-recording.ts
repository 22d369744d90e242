"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";

export interface Playback {
  isPlaying: boolean;
  /** Rounded up to 50 ms: after a jump to a sentence that sentence is the current one, and not each frame renders. */
  currentMs: number;
  toggle: () => void;
  seekTo: (ms: number) => void;
}

/** Follows an audio element; the playhead moves on every frame without a render. */
export function useRecording(
  audioRef: RefObject<HTMLAudioElement | null>,
  playheadRef: RefObject<HTMLDivElement | null>,
  durationMs: number,
): Playback {
  const [isPlaying, setIsPlaying] = useState(false);
  const [currentMs, setCurrentMs] = useState(0);

  const show = useCallback(() => {
    const ms = (audioRef.current?.currentTime ?? 0) * 1000;
    if (playheadRef.current) playheadRef.current.style.left = `${Math.min(100, (ms / durationMs) * 100)}%`;
    setCurrentMs(Math.ceil(ms / 50) * 50);
  }, [audioRef, playheadRef, durationMs]);

  useEffect(() => {
    const element = audioRef.current;
    if (!element) return;
    let frame = 0;
    const step = (): void => {
      show();
      frame = requestAnimationFrame(step);
    };
    const started = (): void => {
      setIsPlaying(true);
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(step);
    };
    const halted = (): void => {
      setIsPlaying(false);
      cancelAnimationFrame(frame);
      show();
    };
    element.addEventListener("play", started);
    element.addEventListener("pause", halted);
    element.addEventListener("ended", halted);
    element.addEventListener("seeked", show);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("play", started);
      element.removeEventListener("pause", halted);
      element.removeEventListener("ended", halted);
      element.removeEventListener("seeked", show);
    };
  }, [audioRef, show]);

  const toggle = useCallback(() => {
    const element = audioRef.current;
    if (!element) return;
    if (element.paused) void element.play().catch(() => setIsPlaying(false));
    else element.pause();
  }, [audioRef]);
  const seekTo = useCallback(
    (ms: number) => {
      if (audioRef.current) audioRef.current.currentTime = ms / 1000;
    },
    [audioRef],
  );
  return { isPlaying, currentMs, toggle, seekTo };
}
