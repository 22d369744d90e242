import { z } from "zod";
import { readEnvironment } from "./read.ts";
import { port, sharedShape } from "./shared.ts";

export const webEnvSchema = z.object({
  ...sharedShape,
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  TALKY_WEB_PORT: port.default(3000),
  /** How many proxies of ours stand before this process, each adding the address that it sees to X-Forwarded-For. */
  TALKY_PROXY_HOPS: z.coerce.number().int().min(0).max(10).default(0),
});
export type WebEnv = z.infer<typeof webEnvSchema>;

/** `npm run dev`. */
export const isDevelopment = process.env["NODE_ENV"] === "development";

let parsed: WebEnv | undefined;
/** The web process's environment; parsed at the first call. Throws EnvironmentError. */
export function webEnv(): WebEnv {
  parsed ??= readEnvironment("the web process", webEnvSchema);
  return parsed;
}
