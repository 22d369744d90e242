import { OPERATIONS } from "#lib/domain/openapi/operations";

interface ApiRoute {
  pattern: RegExp;
  methods: string[];
}

const idsIn = (path: string): number => path.split("{").length;

/** Each path of the API once, with what may be done there; those with fewer ids first, since `/calls/live` is no id. */
const ROUTES: readonly ApiRoute[] = [...Map.groupBy(OPERATIONS, ({ path }) => path)]
  .toSorted(([a], [b]) => idsIn(a) - idsIn(b))
  .map(([path, operations]) => {
    const methods = operations.map(({ method }): string => method);
    return {
      pattern: new RegExp(`^/api/v1${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
      // Next answers these by itself.
      methods: [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"],
    };
  });

/** The methods that this path of the API knows; null: there is nothing at this path. */
export function allowedMethods(pathname: string): string[] | null {
  return ROUTES.find(({ pattern }) => pattern.test(pathname))?.methods ?? null;
}
