"use client";

import { LoaderCircle, Play, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/control";
import { Field, FieldMessage } from "@/components/ui/field";
import { AGENT_TEXTS as T } from "./texts.ts";
import { useVoiceSample } from "./use-voice-sample.ts";

interface VoicePickerProps {
  voices: { id: string; name: string; language: string; description: string }[];
  value: string;
  onChange: (voiceId: string) => void;
  sampleSrc: (voiceId: string) => string;
  /** What choosing none means. */
  usual?: string;
  error?: string | undefined;
}

/** A voice is heard before it is chosen. */
export function VoicePicker({
  voices,
  value,
  onChange,
  sampleSrc,
  usual = T.usualVoice,
  error,
}: VoicePickerProps) {
  const sample = useVoiceSample();
  const chosen = voices.find((voice) => voice.id === value);
  const isListed = value === "" || chosen !== undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-end gap-2">
        <Field name="voice_id" label={T.voice} error={error} className="flex-1">
          {(control) => (
            <Select
              {...control}
              value={value}
              onChange={(event) => {
                sample.stop();
                onChange(event.target.value);
              }}
            >
              <option value="">{usual}</option>
              {isListed ? null : <option value={value}>{value}</option>}
              {voices.map((voice) => (
                <option key={voice.id} value={voice.id}>
                  {voice.name} ({voice.language})
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button
          disabled={value === "" || sample.state === "loading"}
          onClick={() => (sample.state === "playing" ? sample.stop() : void sample.play(sampleSrc(value)))}
        >
          {sample.state === "loading" ? (
            <LoaderCircle aria-hidden className="animate-spin" />
          ) : sample.state === "playing" ? (
            <Square aria-hidden />
          ) : (
            <Play aria-hidden />
          )}
          {sample.state === "playing" ? T.stopListening : T.listen}
        </Button>
      </div>
      {chosen?.description ? <p className="text-xs text-ink-3">{chosen.description}</p> : null}
      <div role="status">{sample.state === "failed" ? <FieldMessage text={T.sampleFailed} /> : null}</div>
    </div>
  );
}
