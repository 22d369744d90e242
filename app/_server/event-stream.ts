/**
 * Events as `text/event-stream`, each with its type as the event's name; `onLeave` when the reader goes away. `idOf`: by
 * which a reader who comes back says what they have.
 */
export function eventStream<T extends { type: string }>(
  events: AsyncGenerator<T>,
  onLeave: () => void,
  idOf: (event: T) => number | undefined = () => undefined,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await events.next();
      if (done) return controller.close();
      const { type, ...data } = value;
      const id = idOf(value);
      const line = id === undefined ? "" : `id: ${id}\n`;
      controller.enqueue(encoder.encode(`${line}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`));
    },
    async cancel() {
      onLeave();
      await events.return(undefined);
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" },
  });
}
