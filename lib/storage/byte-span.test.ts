import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteSpan } from "./byte-span.ts";

function streamOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

describe("a span of a stream", () => {
  it("is the same bytes whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 20 })),
        fc.nat(120),
        fc.nat(120),
        async (chunks, start, length) => {
          const whole = Buffer.concat(chunks);
          const span = byteSpan(streamOf(chunks), { start, end: start + length });
          expect(await bytesOf(span)).toEqual(whole.subarray(start, start + length + 1));
        },
      ),
    );
  });

  it("does not read on when it has enough, nor when its reader leaves", async () => {
    let read = 0;
    let cancelled = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            read += 1;
            controller.enqueue(new Uint8Array(10));
          },
          cancel() {
            cancelled += 1;
          },
        },
        { highWaterMark: 0 },
      );
    expect(await bytesOf(byteSpan(endless(), { start: 5, end: 24 }))).toHaveLength(20);
    expect(read).toBe(3);
    expect(cancelled).toBe(1);
    await byteSpan(endless(), { start: 0, end: 1e9 }).cancel();
    expect(cancelled).toBe(2);
  });
});
