import { cn } from "@/components/ui/class-names";

/** Two voices on one line. */
export function Logo({ className, wordClassName }: { className?: string; wordClassName?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold tracking-tight text-ink", className)}>
      <svg aria-hidden viewBox="0 0 24 24" className="size-6 shrink-0">
        <rect width="24" height="24" rx="6" className="fill-accent-fill" />
        <g stroke="#fff" strokeWidth="2" strokeLinecap="round">
          <path d="M5.5 10.5v-1M9 11V6.5M12.5 11V8" />
          <path d="M11.5 13v3M15 13v4.5M18.5 13.5v1" opacity="0.75" />
        </g>
      </svg>
      <span className={wordClassName}>Talky</span>
    </span>
  );
}
