export interface ServerEvent {
  type: string;
  data: unknown;
}

/** The events of a `text/event-stream`, as they come, however the bytes were cut. Throws SyntaxError for data that is no JSON. */
export async function* serverEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      pending += decoder.decode(value, { stream: true });
      const blocks = pending.split("\n\n");
      pending = blocks.pop() ?? "";
      for (const block of blocks) yield readBlock(block);
    }
  } finally {
    await reader.cancel();
  }
}

function readBlock(block: string): ServerEvent {
  const lines = block.split("\n");
  const field = (name: string): string =>
    lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  return { type: field("event"), data: JSON.parse(field("data")) as unknown };
}
