import { type OpenApiDocument, openApiDocument } from "#lib/domain/openapi/document";
import { webParts } from "./parts.ts";

let made: OpenApiDocument | undefined;

/** The API's description: the same for everybody, and made once. */
export function apiDescription(): OpenApiDocument {
  made ??= openApiDocument(webParts().env.TALKY_PUBLIC_URL);
  return made;
}
