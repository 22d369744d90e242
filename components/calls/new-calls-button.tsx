import { ArrowUp } from "lucide-react";
import { formatCount } from "@/components/format/numbers";
import { Button } from "@/components/ui/button";
import { CALL_TEXTS as T } from "./texts.ts";

/** Stays in sight while the list is scrolled. */
export function NewCallsButton({ waiting, onShow }: { waiting: number | null; onShow: () => void }) {
  if (waiting === 0) return null;
  return (
    <div className="pointer-events-none sticky top-2 z-10 -mb-8 flex h-8 justify-center">
      <Button
        size="sm"
        look="primary"
        className="pointer-events-auto rounded-full shadow-float"
        onClick={onShow}
      >
        <ArrowUp aria-hidden />
        {waiting === null
          ? T.newCallsSome
          : waiting === 1
            ? T.newCall
            : `${formatCount(waiting)} ${T.newCalls}`}
      </Button>
    </div>
  );
}
