import { randomUUID } from "node:crypto";
import { AppError } from "#lib/errors/app-error";
import { allowedMethods } from "./allowed-methods.ts";
import { problemAnswer } from "./problem.ts";

/** What is answered where an address of the API cannot be read, or knows no such method; null: it goes on its way. */
export function refusedAddress(pathname: string, method: string): Response | null {
  if (!isReadable(pathname)) {
    const publicMessage = "There is nothing at this address. Write a percent sign in it as %25.";
    return refusal(new AppError("not_found", { publicMessage }));
  }
  const methods = allowedMethods(pathname);
  return methods === null || methods.includes(method) ? null : refusedMethod(method, methods);
}

/** For the routes that `proxy.ts` leaves alone: the methods which they have not. */
export async function otherMethod(request: Request): Promise<Response> {
  return refusedMethod(request.method, allowedMethods(new URL(request.url).pathname) ?? []);
}

function refusedMethod(method: string, methods: string[]): Response {
  const publicMessage = `${method} is not possible here. Use ${methods.join(", ")}.`;
  return refusal(new AppError("method_not_allowed", { publicMessage }), { allow: methods.join(", ") });
}

function refusal(error: AppError, headers: Record<string, string> = {}): Response {
  const requestId = randomUUID();
  return problemAnswer(error, requestId, { ...headers, "x-request-id": requestId });
}

function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}
