"use client";

import { FileSpreadsheet, LoaderCircle } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { FieldMessage } from "@/components/ui/field";
import { IMPORT_TEXTS } from "./texts.ts";

interface ImportDropProps {
  /** Bytes. */
  maxBytes: number;
  /** What goes on with a file just now; null: a file may be given. */
  busy: string | null;
  error: string | null;
  onFile: (file: File) => void;
}

/** A file by dropping it, or by the button inside. */
export function ImportDrop({ maxBytes, busy, error, onFile }: ImportDropProps) {
  const [isOver, setIsOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined): void => {
    if (!file || busy) return;
    if (file.size > maxBytes) return setRefused(IMPORT_TEXTS.tooLarge);
    if (file.size === 0) return setRefused(IMPORT_TEXTS.emptyFile);
    setRefused(null);
    onFile(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files[0]);
  };
  const message = refused ?? error;
  return (
    <div className="px-4 py-4">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
        className={cn(
          "flex items-center gap-4 rounded-lg border border-dashed px-4 py-4 transition-colors",
          isOver ? "border-accent bg-accent-soft" : "border-control bg-subtle/40",
        )}
      >
        <span className="grid size-10 shrink-0 place-items-center rounded-full bg-accent-soft text-accent">
          {busy ? (
            <LoaderCircle aria-hidden className="size-5 animate-spin" />
          ) : (
            <FileSpreadsheet aria-hidden className="size-5" />
          )}
        </span>
        <div className="min-w-0">
          <p className="text-sm font-medium" aria-live="polite">
            {busy ?? (
              <>
                {IMPORT_TEXTS.drop}{" "}
                <button
                  type="button"
                  className="rounded-sm text-accent underline underline-offset-2"
                  onClick={() => input.current?.click()}
                >
                  {IMPORT_TEXTS.choose}
                </button>
              </>
            )}
          </p>
          <p className="mt-0.5 text-xs text-ink-3">{IMPORT_TEXTS.hint}</p>
        </div>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain"
          tabIndex={-1}
          aria-label={IMPORT_TEXTS.title}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      {message ? (
        <div role="alert" className="mt-2">
          <FieldMessage text={message} />
        </div>
      ) : null}
    </div>
  );
}
