/** A sentence in which what stands between backticks is code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <code key={`${i} ${part}`} className="font-mono text-[0.9em]">
        {part}
      </code>
    ),
  );
}
