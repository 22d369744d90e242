import { OPERATIONS } from "#lib/domain/openapi/operations";

const ID = /(?<=\/)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\/|$)/gi;
const KNOWN = new Set([
  ...OPERATIONS.map(({ path }) => `/api/v1${path.replaceAll(/\{\w+\}/g, "{id}")}`),
  "/api/webhooks/vonage/event/{id}",
  "/api/webhooks/vonage/briefing/{id}",
]);

/** A path as figures and traces name it: without ids, and one name for all that are no routes. */
export function routeLabel(pathname: string): string {
  const label = pathname.replaceAll(ID, "{id}");
  return KNOWN.has(label) ? label : "other";
}
