import fc from "fast-check";
import { expect, it } from "vitest";
import { serverEvents } from "./server-events.ts";

it("gives the same events however the bytes were cut", async () => {
  const sent = [
    { type: "text", data: { text: "¿Qué tal? \n\n 😀" } },
    { type: "end", data: { is_over: false } },
  ];
  const bytes = new TextEncoder().encode(
    sent.map(({ type, data }) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`).join(""),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async (cuts) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let i = 1; i < edges.length; i += 1) controller.enqueue(bytes.slice(edges[i - 1], edges[i]));
          controller.close();
        },
      });
      const got = [];
      for await (const event of serverEvents(stream)) got.push(event);
      expect(got).toEqual(sent);
    }),
    { numRuns: 50 },
  );
});
