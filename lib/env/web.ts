import { z } from "zod";
import { readEnvironment } from "./read.ts";
import { port, sharedShape } from "./shared.ts";

export const webEnvSchema = z.object({
  ...sharedShape,
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  TALKY_WEB_PORT: port.default(3000),
});
export type WebEnv = z.infer<typeof webEnvSchema>;

let parsed: WebEnv | undefined;
/** The web process's environment; parsed at the first call. Throws EnvironmentError. */
export function webEnv(): WebEnv {
  parsed ??= readEnvironment("the web process", webEnvSchema);
  return parsed;
}
