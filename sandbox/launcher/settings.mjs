import { resolve } from "node:path";

const PORTS = {
  web: ["TALKY_WEB_PORT", 3000],
  worker: ["TALKY_WORKER_PORT", 3001],
  sandbox: ["TALKY_SANDBOX_PORT", 3002],
};

/**
 * Where this copy lives: ports, data folder and address, from the shell or else from `.env`. Throws a sentence that names
 * what is wrong.
 * @param {Record<string, string>} file the variables of `.env`
 * @param {Record<string, string | undefined>} shell
 * @param {string} root the repository's folder
 */
export function readSettings(file, shell, root) {
  const value = (name) => shell[name] || file[name];
  const port = ([name, fallback]) => {
    const number = Number(value(name) || fallback);
    if (!Number.isInteger(number) || number < 1 || number > 65_534)
      throw new Error(`${name} must be a port number between 1 and 65534, not "${value(name)}".`);
    return number;
  };
  const ports = { web: port(PORTS.web), worker: port(PORTS.worker), sandbox: port(PORTS.sandbox) };
  const used = [ports.web, ports.worker, ports.sandbox, ports.sandbox + 1];
  if (new Set(used).size < used.length)
    throw new Error(
      `TALKY_WEB_PORT (${ports.web}), TALKY_WORKER_PORT (${ports.worker}), TALKY_SANDBOX_PORT (${ports.sandbox}) and ` +
        `the port after it (Postgres) must all be different.`,
    );
  return {
    root,
    ports: { ...ports, postgres: ports.sandbox + 1 },
    dataDir: resolve(root, value("TALKY_DATA_DIR") || ".talky"),
    host: value("TALKY_HOST") || "127.0.0.1",
    logLevel: value("LOG_LEVEL"),
  };
}

/** Which variable moves each part to another port. */
export const PORT_VARIABLES = [
  ["web", "the web app", "TALKY_WEB_PORT"],
  ["worker", "the voice worker", "TALKY_WORKER_PORT"],
  ["sandbox", "the sandbox", "TALKY_SANDBOX_PORT"],
  ["postgres", "the sandbox's Postgres, one above TALKY_SANDBOX_PORT", "TALKY_SANDBOX_PORT"],
];
