import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

export const buttonStyle = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        primary:
          "border-transparent bg-accent-fill text-on-accent shadow-card enabled:hover:bg-accent-fill-hover [a&]:hover:bg-accent-fill-hover",
        secondary: "border-line-strong bg-surface text-ink shadow-card hover:bg-hover",
        quiet: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink",
        danger: "border-transparent bg-bad-fill text-on-accent shadow-card enabled:hover:brightness-90",
        "danger-quiet": "border-line-strong bg-surface text-bad shadow-card hover:bg-bad-soft",
      },
      size: {
        md: "h-9 px-3.5 text-sm",
        sm: "h-8 px-2.5 text-sm",
        lg: "h-11 px-5 text-base",
        icon: "size-8 p-0",
      },
    },
    defaultVariants: { look: "secondary", size: "md" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle>;

/** `type` is "button" unless said: only a form's own button submits it. */
export function Button({ look, size, className, type = "button", ...rest }: ButtonProps) {
  return <button type={type} className={cn(buttonStyle({ look, size }), className)} {...rest} />;
}
