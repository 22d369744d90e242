import type { VariantProps } from "class-variance-authority";
import { Link, type LinkProps } from "./link.tsx";
import { buttonStyle } from "./button.tsx";
import { cn } from "./class-names.ts";

type LinkButtonProps = LinkProps & VariantProps<typeof buttonStyle>;

export function LinkButton({ look, size, className, ...rest }: LinkButtonProps) {
  return <Link className={cn(buttonStyle({ look, size }), className)} {...rest} />;
}
