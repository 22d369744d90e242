"use client";

import { useRef } from "react";
import type { CallDetail } from "#lib/domain/api/call";
import { Card, CardHeader } from "@/components/ui/card";
import { RecordingPlayer } from "./recording-player.tsx";
import { CALL_TEXTS as T } from "./texts.ts";
import { Transcript } from "./transcript.tsx";
import { turnAt } from "./turn-at.ts";
import { useRecording } from "./use-recording.ts";
import { VoiceLanes } from "./voice-lanes.tsx";
import type { Peaks } from "./wav-peaks.ts";

interface CallConversationProps {
  call: CallDetail;
  recordingSrc: string;
  peaks: Peaks | null;
  isLive: boolean;
}

/** The player and the transcript that follows it; while the call goes on, the transcript as it is spoken. */
export function CallConversation({ call, recordingSrc, peaks, isLive }: CallConversationProps) {
  const audioRef = useRef<HTMLAudioElement>(null);
  const playheadRef = useRef<HTMLDivElement>(null);
  const lastMs = call.turns.reduce((ms, turn) => Math.max(ms, turn.ended_ms), 0);
  const durationMs = Math.max(1_000, (call.recording?.duration_s ?? call.duration_s ?? 0) * 1000, lastMs);
  const playback = useRecording(audioRef, playheadRef, durationMs);
  const { recording } = call;
  // As it sounded: the first word of the contact may come before the agent's, whose turn was stored first.
  const turns = call.turns.toSorted((a, b) => a.started_ms - b.started_ms || a.index - b.index);
  const isFollowing = playback.isPlaying || playback.currentMs > 0;
  const lastSpoken = turns.findLast((turn) => turn.role !== "tool")?.index ?? null;
  return (
    <>
      <Card aria-label={T.recording}>
        <CardHeader title={T.recording} />
        {recording ? (
          <RecordingPlayer
            src={recordingSrc}
            bytes={recording.bytes}
            turns={turns}
            durationMs={durationMs}
            peaks={peaks}
            playback={playback}
            audioRef={audioRef}
            playheadRef={playheadRef}
          />
        ) : (
          <div className="flex flex-col gap-3 px-4 py-4">
            {turns.length > 0 ? <VoiceLanes turns={turns} durationMs={durationMs} peaks={null} /> : null}
            <p className="text-sm text-ink-3">{isLive ? T.recordingWaiting : T.recordingNone}</p>
          </div>
        )}
      </Card>
      <Card aria-label={T.transcript}>
        <CardHeader title={T.transcript} note={recording ? T.transcriptFollows : undefined} />
        {turns.length === 0 ? (
          <p className="px-4 py-10 text-center text-sm text-ink-3">
            {isLive ? T.transcriptWaiting : T.transcriptEmpty}
          </p>
        ) : (
          <Transcript
            turns={turns}
            currentIndex={isFollowing ? turnAt(turns, playback.currentMs) : isLive ? lastSpoken : null}
            seekTo={recording ? playback.seekTo : undefined}
            className="max-h-[36rem]"
          />
        )}
      </Card>
    </>
  );
}
