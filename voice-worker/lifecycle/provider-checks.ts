import type { Logger } from "#lib/observability/logger";
import { checkProviders, type Providers } from "#lib/providers/registry";

export interface ProviderChecks {
  /** By provider: what is wrong, or null. */
  faults(): Record<string, string | null>;
  /** The provider that refuses our key, if one does. */
  refused(): string | null;
}

/** Asks every provider at the start whether it works with these settings; resolves at the latest after `limitMs`. */
export async function askProviders(
  providers: Providers,
  log: Logger,
  limitMs: number,
): Promise<ProviderChecks> {
  let faults: Record<string, string | null> = {};
  const asked = checkProviders(providers).then((checks) => {
    faults = Object.fromEntries(checks.map((check) => [check.provider, check.fault]));
    for (const { provider, fault, error } of checks) {
      if (error) log.error({ provider, fault, err: error }, "a provider does not work with these settings");
      else log.info({ provider }, "a provider is there");
    }
    return checks.length;
  });
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), limitMs);
  await Promise.race([asked, late.promise]);
  clearTimeout(timer);
  return {
    faults: () => faults,
    refused: () => Object.entries(faults).find(([, fault]) => fault === "refused_credentials")?.[0] ?? null,
  };
}
