import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

/** Scrolls sideways by itself, so that the page never does; the frame can be reached with the keyboard. */
export function Table({ className, label, children, ...rest }: ComponentProps<"table"> & { label: string }) {
  return (
    <div role="group" aria-label={label} tabIndex={0} className="w-full overflow-x-auto -outline-offset-2">
      <table className={cn("w-full border-collapse text-sm", className)} {...rest}>
        {children}
      </table>
    </div>
  );
}

const HEAD =
  "h-9 border-b border-line bg-subtle/60 px-3 text-left text-xs font-medium whitespace-nowrap text-ink-3 first:pl-4 last:pr-4";

export function HeadCell({ className, ...rest }: ComponentProps<"th">) {
  return <th scope="col" className={cn(HEAD, className)} {...rest} />;
}

/** Above a column that needs no name, such as one of buttons. */
export function NamelessHead({ className }: { className?: string | undefined }) {
  return <td className={cn(HEAD, className)} />;
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn("relative border-b border-line last:border-b-0 hover:bg-subtle/70", className)}
      {...rest}
    />
  );
}

export function Cell({ className, ...rest }: ComponentProps<"td">) {
  return <td className={cn("h-11 px-3 align-middle first:pl-4 last:pr-4", className)} {...rest} />;
}
