"use client";

import { useEffect, useRef, useState } from "react";
import type { LiveBoard, LiveEvent } from "#lib/domain/api/live";
import { applyLive, type Board, boardOf } from "#lib/domain/live/board";
import { fetchApi } from "../fetch-api.ts";
import { useLiveStream } from "./live-provider.tsx";

/** The screen changes at most four times a second. */
const DRAW_EVERY_MS = 250;

/**
 * The calls that go on, kept by the stream. At first and after each reconnection the rows are read, and what was told
 * meanwhile is put on top: nothing is lost, and nothing counts twice.
 */
export function useLiveBoard(initial: LiveBoard): Board {
  const stream = useLiveStream();
  const [board, setBoard] = useState<Board>(() => boardOf(initial));
  const latest = useRef(board);
  useEffect(() => {
    let isGone = false;
    let reading: LiveEvent[] | null = null;
    let drawing: ReturnType<typeof setTimeout> | null = null;
    const draw = (): void => {
      drawing ??= setTimeout(() => {
        drawing = null;
        if (!isGone) setBoard(latest.current);
      }, DRAW_EVERY_MS);
    };
    const take = (event: LiveEvent): void => {
      if (!event.type.startsWith("call.")) return;
      reading?.push(event);
      latest.current = applyLive(latest.current, event);
      draw();
    };
    const readRows = async (): Promise<void> => {
      const since: LiveEvent[] = [];
      reading = since;
      const rows = await fetchApi<LiveBoard>("/calls/live").catch(() => null);
      // A newer connection reads for itself.
      if (isGone || reading !== since) return;
      reading = null;
      if (rows) latest.current = since.reduce(applyLive, boardOf(rows));
      draw();
    };
    const leave = [stream.onEvent(take), stream.onReady(() => void readRows())];
    if (stream.link() === "live") void readRows();
    return () => {
      isGone = true;
      if (drawing !== null) clearTimeout(drawing);
      for (const off of leave) off();
    };
  }, [stream]);
  return board;
}
