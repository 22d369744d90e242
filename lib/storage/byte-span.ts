/** The bytes `start` to `end` (both counted) of a stream; the rest of the source is cancelled, not read. */
export function byteSpan(
  source: ReadableStream<Uint8Array>,
  span: { start: number; end: number },
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      while (at <= span.end) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        const from = Math.max(0, span.start - at);
        const to = Math.min(value.length, span.end + 1 - at);
        at += value.length;
        if (from < to) {
          controller.enqueue(value.subarray(from, to));
          if (at <= span.end) return;
        }
      }
      controller.close();
      await reader.cancel();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
