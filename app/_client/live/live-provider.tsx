"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { API_BASE } from "../fetch-api.ts";
import { LiveCache } from "./live-cache.ts";
import { type LiveLink, LiveStream } from "./live-stream.ts";

/** How often the screens ask while the stream is away. */
const AWAY_EVERY_MS = 10_000;
/** A tab that nobody looks at gives its connection back: a browser has six of them for all tabs. */
const HIDDEN_AFTER_MS = 30_000;

const open = (after: number | null): EventSource =>
  new EventSource(`${API_BASE}/live${after === null ? "" : `?after=${after}`}`);

const StreamContext = createContext<LiveStream | null>(null);

/** Holds the one stream of this tab, and keeps the queries fresh by it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [stream] = useState(() => new LiveStream(open));
  useEffect(() => {
    const cache = new LiveCache(queries);
    const leave = [
      stream.onEvent((event) => cache.take(event)),
      stream.onReady(() => cache.askForAll()),
      whileHidden(stream),
      whileOffline(stream),
    ];
    const asking = setInterval(() => {
      if (stream.link() !== "live" && stream.link() !== "paused") cache.askForAll();
    }, AWAY_EVERY_MS);
    stream.start();
    return () => {
      clearInterval(asking);
      for (const off of leave) off();
      cache.stop();
      stream.stop();
    };
  }, [queries, stream]);
  return <StreamContext value={stream}>{children}</StreamContext>;
}

function whileHidden(stream: LiveStream): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isPausedByUs = false;
  const onChange = (): void => {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") {
      timer = setTimeout(() => {
        isPausedByUs = stream.link() !== "paused";
        stream.pause();
      }, HIDDEN_AFTER_MS);
    } else if (isPausedByUs) {
      isPausedByUs = false;
      stream.start();
    }
  };
  document.addEventListener("visibilitychange", onChange);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onChange);
  };
}

function whileOffline(stream: LiveStream): () => void {
  const away = (): void => stream.lost();
  const back = (): void => {
    if (stream.link() === "reconnecting") stream.start();
  };
  window.addEventListener("offline", away);
  window.addEventListener("online", back);
  return () => {
    window.removeEventListener("offline", away);
    window.removeEventListener("online", back);
  };
}

export function useLiveStream(): LiveStream {
  const stream = useContext(StreamContext);
  if (stream === null) throw new Error("useLiveStream needs a LiveProvider around it");
  return stream;
}

const onServer = (): LiveLink => "connecting";

export function useLiveLink(): LiveLink {
  const stream = useLiveStream();
  return useSyncExternalStore(stream.onLink, stream.link, onServer);
}
