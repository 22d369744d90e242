"use client";

import { useEffect, useRef, useState } from "react";
import type { LiveBoard, LiveEvent } from "#lib/domain/api/live";
import { applyLive, type Board, boardOf } from "#lib/domain/live/board";
import { API_BASE, fetchApi } from "./fetch-api.ts";

export type LiveLink = "connecting" | "live" | "reconnecting";

const CALL_EVENTS = ["call.started", "call.state", "call.turn", "call.ended"] as const;
/** The screen changes at most four times a second. */
const DRAW_EVERY_MS = 250;

/**
 * The calls that go on, kept by the stream. After each (re)connection the rows are read once more, and what was told
 * meanwhile is put on top: nothing is lost, and nothing counts twice.
 */
export function useLiveBoard(initial: LiveBoard): { board: Board; link: LiveLink } {
  const [board, setBoard] = useState<Board>(() => boardOf(initial));
  const [link, setLink] = useState<LiveLink>("connecting");
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
    const source = new EventSource(`${API_BASE}/live`);
    for (const type of ["live.ready", "live.reset"]) {
      source.addEventListener(type, () => {
        setLink("live");
        void readRows();
      });
    }
    for (const type of CALL_EVENTS) {
      source.addEventListener(type, (message: MessageEvent<string>) =>
        take({ type, ...(JSON.parse(message.data) as object) } as LiveEvent),
      );
    }
    source.addEventListener("error", () => setLink("reconnecting"));
    return () => {
      isGone = true;
      if (drawing !== null) clearTimeout(drawing);
      source.close();
    };
  }, []);
  return { board, link };
}
