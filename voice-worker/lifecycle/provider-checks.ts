import type { Logger } from "#lib/observability/logger";
import { ProviderError } from "#lib/providers/errors";
import type { Fallbacks } from "#lib/providers/failover/for-call";
import { checkFallbacks, checkProviders, type Providers } from "#lib/providers/registry";

/** A provider that refuses our key is asked again so often: somebody may have mended it. */
const ASK_AGAIN_MS = 15_000;

export interface ProviderChecks {
  /** By provider: what is wrong, or null. */
  faults(): Record<string, string | null>;
  /** The provider that refuses our key, if one does. */
  refused(): string | null;
  /** A provider failed in a call. A refused key counts at once; whatever else is the call's own matter. */
  note(error: unknown): void;
}

/** Asks every provider at the start whether it works with these settings; resolves at the latest after `limitMs`. */
export async function askProviders(
  providers: Providers,
  log: Logger,
  limitMs: number,
  now: () => number = () => performance.now(),
): Promise<ProviderChecks> {
  let faults: Record<string, string | null> = {};
  let askedAtMs = now();
  const ask = async (): Promise<void> => {
    askedAtMs = now();
    const checks = await checkProviders(providers);
    faults = Object.fromEntries(checks.map((check) => [check.provider, check.fault]));
    for (const { provider, fault, error } of checks) {
      if (error) log.error({ provider, fault, err: error }, "a provider does not work with these settings");
      else log.info({ provider }, "a provider is there");
    }
  };
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => late.resolve(), limitMs);
  await Promise.race([ask(), late.promise]);
  clearTimeout(timer);
  return {
    faults: () => faults,
    refused: () => {
      const refused =
        Object.entries(faults).find(([, fault]) => fault === "refused_credentials")?.[0] ?? null;
      if (refused !== null && now() - askedAtMs > ASK_AGAIN_MS) void ask();
      return refused;
    },
    note: (error) => {
      if (!(error instanceof ProviderError) || error.fault !== "refused_credentials") return;
      askedAtMs = now();
      faults = { ...faults, [error.provider]: error.fault };
    },
  };
}

/** Says in the log which of those that stand in would not. They decide nothing: without them it is as before. */
export async function askFallbacks(fallbacks: Fallbacks, log: Logger): Promise<void> {
  for (const { label, error } of await checkFallbacks(fallbacks))
    if (error) log.warn({ fallback: label, fault: error.fault, err: error }, "a fallback does not work");
    else log.info({ fallback: label }, "a fallback is there");
}
