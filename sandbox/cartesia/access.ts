import type { IncomingMessage } from "node:http";
import { CartesiaError, invalidRequest } from "./cartesia-error.ts";

const VERSIONS = ["2024-06-10", "2024-11-13", "2025-04-16", "2026-03-01", "2026-08-14"];

export interface Access {
  key: string;
  version: string;
}

/** Who asks, and in which version of the API. Throws CartesiaError 401 or 400. The query wins over the header. */
export function readAccess(req: IncomingMessage, url: URL): Access {
  const key =
    url.searchParams.get("api_key") ??
    url.searchParams.get("access_token") ??
    /^Bearer (.+)$/.exec(req.headers.authorization ?? "")?.[1] ??
    headerOf(req, "x-api-key");
  if (!key?.trim() || key.startsWith("invalid"))
    throw new CartesiaError(401, "unauthorized", "Unauthorized", "The API key is missing or invalid.");
  const version = url.searchParams.get("cartesia_version") ?? headerOf(req, "cartesia-version");
  if (!version)
    throw invalidRequest("A version is required: set the cartesia-version header or query parameter.");
  if (!VERSIONS.includes(version)) throw invalidRequest(`Unknown version ${version}.`);
  return { key, version };
}

function headerOf(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
