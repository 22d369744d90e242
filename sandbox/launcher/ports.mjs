import { createServer } from "node:net";
import { PORT_VARIABLES } from "./settings.mjs";

/** @param {number} port @param {string} [host] */
export function isPortFree(port, host = "127.0.0.1") {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

/**
 * Throws one sentence for each port that somebody else has, with the variable to change.
 * @param {Record<string, number>} ports @param {string} host @param {readonly string[]} parts which of them are needed
 */
export async function requireFreePorts(ports, host, parts) {
  const taken = [];
  for (const [part, what, variable] of PORT_VARIABLES) {
    if (!parts.includes(part) || (await isPortFree(ports[part], part === "web" ? host : "127.0.0.1")))
      continue;
    taken.push(
      `Port ${ports[part]} (${what}) is taken. Stop what uses it, or choose another: ${variable}=${suggest(part, ports)} npm start`,
    );
  }
  if (taken.length > 0) throw new Error(taken.join("\n"));
}

function suggest(part, ports) {
  return part === "postgres" || part === "sandbox" ? ports.sandbox + 10 : ports[part] + 10;
}

/** A port that is free, and the one after it too when `pair`. */
export async function findFreePort(pair = false) {
  for (;;) {
    const port = await new Promise((done, fail) => {
      const server = createServer();
      server.once("error", fail);
      server.listen(0, "127.0.0.1", () => {
        const { port: found } = server.address();
        server.close(() => done(found));
      });
    });
    if (!pair || (port < 65_535 && (await isPortFree(port + 1)))) return port;
  }
}
