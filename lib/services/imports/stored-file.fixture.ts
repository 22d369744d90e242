import type { FileStore } from "#lib/storage/port";

const refuse = (): Promise<never> => Promise.reject(new Error("only reading is expected here"));

/** A store that holds one file, given out in pieces. */
export function storeOf(content: string | Uint8Array, pieceBytes = 64): FileStore {
  const bytes = Buffer.from(content as Uint8Array);
  return {
    putFile: refuse,
    remove: refuse,
    read: async () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += pieceBytes) {
            controller.enqueue(new Uint8Array(bytes.subarray(at, at + pieceBytes)));
          }
          controller.close();
        },
      }),
  };
}
