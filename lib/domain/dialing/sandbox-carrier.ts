const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The sandbox lives on this machine; anything else that answers as the carrier is taken for a real one. */
export function isSandboxCarrier(apiHost: string | undefined): boolean {
  return apiHost !== undefined && LOOPBACK.test(new URL(apiHost).hostname);
}
