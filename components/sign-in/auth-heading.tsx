/** The heading of a page before somebody is in, and the sentence under it. */
export function AuthHeading({ title, note }: { title: string; note: string }) {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
      <p className="mt-0.5 mb-5 text-sm text-ink-2">{note}</p>
    </>
  );
}
