import openapiTS, { type OpenAPI3 } from "openapi-typescript";
import { openApiDocument } from "#lib/domain/openapi/document";

/** What `docs/api-client/talky-api.d.ts` holds. */
export function apiTypes(): Promise<string> {
  // The address is not part of the types.
  const document = openApiDocument("https://talky.example.com");
  return openapiTS(structuredClone(document) as unknown as OpenAPI3);
}
