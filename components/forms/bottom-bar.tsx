import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

/** The way on from a long form, in sight at every place of it. `globals.css` keeps what has the focus out from behind it. */
export function BottomBar({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      data-bottom-bar
      className={cn(
        "sticky bottom-0 z-10 -mx-4 flex gap-2 border-t border-line bg-canvas/95 px-4 py-3 sm:mx-0 sm:px-0",
        className,
      )}
      {...rest}
    />
  );
}
