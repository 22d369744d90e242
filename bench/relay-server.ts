import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

/** The limit: a process that does nothing with a frame but send it back. Tells its port, and at the end what it cost. */
const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket) => {
  socket.on("message", (frame, isBinary) => socket.send(frame, { binary: isBinary }));
});
server.on("listening", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", () => process.send?.({ cpu: process.cpuUsage() }));
process.on("disconnect", () => process.exit(0));
