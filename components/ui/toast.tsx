"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { Button } from "./button.tsx";

interface Toast {
  id: number;
  tone: "good" | "bad";
  text: string;
}
export type ShowToast = (tone: Toast["tone"], text: string) => void;

const ToastContext = createContext<ShowToast>(() => undefined);

/** `useToast()("good", "Campaign started")`: gone by itself after six seconds, an error only when closed. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}

const SHOWN_FOR_MS = 6_000;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const nextId = useRef(1);
  const close = useCallback((id: number) => setToasts((all) => all.filter((t) => t.id !== id)), []);
  const show = useCallback<ShowToast>(
    (tone, text) => {
      const id = nextId.current++;
      setToasts((all) => [...all.slice(-2), { id, tone, text }]);
      if (tone === "good") setTimeout(() => close(id), SHOWN_FOR_MS);
    },
    [close],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div
        role="status"
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-end gap-2"
      >
        {toasts.map((toast) => (
          <div
            key={toast.id}
            className="pointer-events-auto flex max-w-sm items-start gap-2.5 rounded-lg border border-line bg-surface py-2 pr-2 pl-3 text-sm shadow-float"
          >
            {toast.tone === "good" ? (
              <CircleCheck aria-hidden className="mt-1.5 size-4 shrink-0 text-good" />
            ) : (
              <CircleAlert aria-hidden className="mt-1.5 size-4 shrink-0 text-bad" />
            )}
            <p className="py-1.5">{toast.text}</p>
            <Button look="quiet" size="icon" aria-label="Dismiss" onClick={() => close(toast.id)}>
              <X aria-hidden />
            </Button>
          </div>
        ))}
      </div>
    </ToastContext>
  );
}
