/** Scrolls sideways by itself, so that the page never does; can be reached with the keyboard. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <pre
      role="group"
      aria-label={label}
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-subtle px-3 py-2.5 font-mono text-xs leading-relaxed text-ink -outline-offset-2"
    >
      <code>{code}</code>
    </pre>
  );
}
