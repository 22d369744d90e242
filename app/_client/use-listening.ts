"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { API_BASE, ApiError, readProblem, sentenceOf } from "./fetch-api.ts";
import { loudness, PcmReader } from "./pcm.ts";

const SAMPLE_RATE_HZ = 16_000;
/** The level is drawn so often, however the audio comes. */
const DRAW_EVERY_MS = 100;

export interface Listening {
  state: "off" | "connecting" | "on";
  /** 0 to 1. */
  level: number;
  /** How much has been heard. */
  seconds: number;
  error: string | null;
  start: () => void;
  stop: () => void;
}

/** Plays a call's audio as it happens, a tenth of a second behind; what came too late is left out. */
export function useListening(callId: string): Listening {
  const [state, setState] = useState<Listening["state"]>("off");
  const [heard, setHeard] = useState({ level: 0, seconds: 0 });
  const [error, setError] = useState<string | null>(null);
  const current = useRef<AbortController | null>(null);

  const stop = useCallback(() => {
    current.current?.abort();
    current.current = null;
    setState("off");
  }, []);
  const start = useCallback(() => {
    current.current?.abort();
    const mine = new AbortController();
    current.current = mine;
    setError(null);
    setState("connecting");
    setHeard({ level: 0, seconds: 0 });
    void play(callId, mine.signal, (level, seconds) => {
      if (current.current !== mine) return;
      setState("on");
      setHeard({ level, seconds });
    })
      .catch((failure: unknown) => {
        if (current.current === mine && !mine.signal.aborted) setError(sentenceOf(failure));
      })
      .finally(() => {
        if (current.current === mine) stop();
      });
  }, [callId, stop]);
  useEffect(() => () => current.current?.abort(), []);
  return { state, ...heard, error, start, stop };
}

/** Until the call ends or `signal`. Throws ApiError where it cannot be heard. */
async function play(
  callId: string,
  signal: AbortSignal,
  tell: (level: number, seconds: number) => void,
): Promise<void> {
  // In the click itself: a browser lets no page sound without one.
  const context = new AudioContext({ sampleRate: SAMPLE_RATE_HZ, latencyHint: "interactive" });
  try {
    await context.audioWorklet.addModule("/listen-worklet.js");
    const player = new AudioWorkletNode(context, "call-player", { outputChannelCount: [1] });
    player.connect(context.destination);
    const response = await fetch(`${API_BASE}/calls/${callId}/audio`, { signal });
    if (!response.ok || !response.body) throw new ApiError(response.status, await readProblem(response));
    const reader = response.body.getReader();
    const pcm = new PcmReader();
    let [samplesHeard, toldAt] = [0, -Infinity];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const samples = pcm.read(value);
      if (samples.length === 0) continue;
      samplesHeard += samples.length;
      const level = loudness(samples);
      player.port.postMessage(samples, [samples.buffer]);
      const now = performance.now();
      if (now - toldAt < DRAW_EVERY_MS) continue;
      toldAt = now;
      tell(level, samplesHeard / SAMPLE_RATE_HZ);
    }
  } finally {
    await context.close().catch(() => undefined);
  }
}
