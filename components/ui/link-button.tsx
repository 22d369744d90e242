import type { VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonStyle } from "./button.tsx";
import { cn } from "./class-names.ts";

type LinkButtonProps = ComponentProps<typeof Link> & VariantProps<typeof buttonStyle>;

export function LinkButton({ look, size, className, ...rest }: LinkButtonProps) {
  return <Link className={cn(buttonStyle({ look, size }), className)} {...rest} />;
}
