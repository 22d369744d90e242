/** The outside world on one machine, in one process: `node sandbox/main.ts`. What it is: the page in `docs/`. */
import { mkdirSync } from "node:fs";
import { createCartesiaSimulator } from "./cartesia/cartesia-simulator.ts";
import { createControlSimulator } from "./control/control-simulator.ts";
import { Mailbox } from "./control/mailbox.ts";
import { startDatabase } from "./database.ts";
import { createDeepgramSimulator } from "./deepgram/deepgram-simulator.ts";
import { createGroqSimulator } from "./groq/groq-simulator.ts";
import { sandboxSettings } from "./settings.ts";
import { serveSimulators, type Simulator } from "./simulator.ts";
import { createVonageSimulator } from "./vonage/vonage-simulator.ts";
import { World } from "./world.ts";

const settings = sandboxSettings();
const log = (line: string): void => console.log(`${new Date().toISOString()} ${line}`);
mkdirSync(settings.logDir, { recursive: true });

const world = new World();
const mailbox = new Mailbox();
const database = settings.hasDatabase ? await startDatabase(settings, mailbox, log) : null;
const vonage = createVonageSimulator(world, {
  applicationId: settings.secrets["vonageApplicationId"] ?? "",
  publicKeyPem: settings.secrets["vonagePublicKey"] ?? "",
  signatureSecret: settings.secrets["vonageSignatureSecret"] ?? "",
  apiKey: settings.secrets["vonageApiKey"] ?? "",
});
const simulators: Simulator[] = [
  vonage,
  createCartesiaSimulator(world),
  createDeepgramSimulator(world),
  createGroqSimulator(world),
  ...(database ? [database.supabase] : []),
];
const control = createControlSimulator(world, { switchboard: vonage.switchboard, mailbox, simulators });

const server = serveSimulators([...simulators, control]);
server.on("error", (error) => {
  log(`The sandbox cannot listen on port ${settings.port}: ${error.message}`);
  void stop(1);
});
server.listen(settings.port, "127.0.0.1", () => log(`The sandbox listens on ${settings.url}.`));

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  server.close();
  server.closeAllConnections();
  const own = simulators.filter((simulator) => simulator !== database?.supabase);
  await Promise.allSettled(own.map((simulator) => simulator.close()));
  await database?.stop();
  log("The sandbox has stopped.");
  process.exit(code);
}
process.on("SIGTERM", () => void stop(0));
process.on("SIGINT", () => void stop(0));
