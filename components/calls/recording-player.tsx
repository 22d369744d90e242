"use client";

import { Download, Pause, Play } from "lucide-react";
import type { RefObject } from "react";
import type { Turn } from "#lib/domain/api/turn";
import { formatBytes, formatClock } from "@/components/format/numbers";
import { Button, buttonStyle } from "@/components/ui/button";
import type { Playback } from "./use-recording.ts";
import { VoiceLanes } from "./voice-lanes.tsx";
import type { Peaks } from "./wav-peaks.ts";

interface RecordingPlayerProps {
  src: string;
  bytes: number;
  turns: Turn[];
  durationMs: number;
  peaks: Peaks | null;
  playback: Playback;
  audioRef: RefObject<HTMLAudioElement | null>;
  playheadRef: RefObject<HTMLDivElement | null>;
}

export function RecordingPlayer(props: RecordingPlayerProps) {
  const { src, bytes, turns, durationMs, peaks, playback, audioRef, playheadRef } = props;
  return (
    <div className="flex flex-col gap-3 px-4 py-4">
      <audio ref={audioRef} src={src} preload="metadata" data-testid="recording" />
      <VoiceLanes
        turns={turns}
        durationMs={durationMs}
        peaks={peaks}
        currentMs={playback.currentMs}
        playhead={playheadRef}
        seek={(share) => playback.seekTo(share * durationMs)}
      />
      <div className="flex items-center gap-3">
        <Button look="primary" onClick={playback.toggle} className="w-24">
          {playback.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
          {playback.isPlaying ? "Pause" : "Play"}
        </Button>
        <span className="text-sm text-ink-2">
          {formatClock(playback.currentMs / 1000)}{" "}
          <span className="text-ink-3">/ {formatClock(durationMs / 1000)}</span>
        </span>
        <a
          href={src}
          download
          className={buttonStyle({ look: "quiet", size: "sm", className: "ml-auto" })}
          aria-label={`Download the recording, ${formatBytes(bytes)}`}
        >
          <Download aria-hidden />
          <span className="max-sm:hidden">{formatBytes(bytes)}</span>
        </a>
      </div>
    </div>
  );
}
