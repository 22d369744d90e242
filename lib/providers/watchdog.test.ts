import { createServer, connect, type AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { Watchdog } from "./watchdog.ts";

describe("a watchdog", () => {
  it("says once that nothing came, and nothing while it rests", async () => {
    const silent = vi.fn<() => void>();
    const dog = new Watchdog(5, silent);
    await delay(20);
    expect(silent).not.toHaveBeenCalled();
    dog.feed();
    dog.rest();
    await delay(20);
    expect(silent).not.toHaveBeenCalled();
    dog.feed();
    await vi.waitFor(() => expect(silent).toHaveBeenCalledTimes(1));
    await delay(20);
    expect(silent).toHaveBeenCalledTimes(1);
    dog.feed();
    await vi.waitFor(() => expect(silent).toHaveBeenCalledTimes(2));
  });

  it("is fed by what came while the process was held up, before it says anything", async () => {
    const heard: string[] = [];
    const over = Promise.withResolvers<void>();
    const dog = new Watchdog(30, () => {
      heard.push("silence");
      over.resolve();
    });
    const server = createServer((socket) =>
      socket.once("data", () => {
        socket.write("here");
        // Before the client's side of this process can read it, nobody reads for longer than the dog waits.
        setImmediate(() => {
          dog.feed();
          const until = performance.now() + 60;
          while (performance.now() < until);
        });
      }),
    );
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
    client.write("?");
    client.once("data", () => {
      heard.push("data");
      dog.rest();
      over.resolve();
    });
    await over.promise;
    expect(heard).toEqual(["data"]);
    client.destroy();
    server.close();
  });
});
