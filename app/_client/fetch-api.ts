import type { Problem } from "#lib/domain/api/problem";
import { UNREACHED } from "@/components/forms/form-state";
import { isSigningOut } from "@/components/layout/signing-out";

/** What the API refused, in the sentence that it gives. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? "Something went wrong on our side. Try again in a moment.");
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}

export const API_BASE = "/api/v1";

/** A request with a body in JSON. */
export const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** `path` begins behind /api/v1. Throws ApiError; a session that has ended leads to the sign-in page. */
export async function fetchApi<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(`${API_BASE}${path}`, init);
  if (response.status === 401 && !isSigningOut()) {
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
  }
  if (!response.ok) throw new ApiError(response.status, await readProblem(response));
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export async function readProblem(response: Response): Promise<Problem | null> {
  if (!response.headers.get("content-type")?.includes("json")) return null;
  try {
    return (await response.json()) as Problem;
  } catch {
    return null;
  }
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return UNREACHED;
}
