import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";

type SubmitButtonProps = ComponentProps<typeof Button> & { isPending: boolean };

export function SubmitButton({ isPending, children, ...rest }: SubmitButtonProps) {
  return (
    <Button type="submit" look="primary" disabled={isPending} {...rest}>
      {isPending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {children}
    </Button>
  );
}
