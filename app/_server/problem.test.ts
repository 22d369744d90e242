import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/errors/app-error";
import { createLogger } from "#lib/observability/logger";
import { problemAnswer, publicError } from "./problem.ts";

const log = createLogger({ service: "test", level: "silent" });

async function told(error: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = problemAnswer(publicError(error, log, "request-1"), "request-1");
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe("a problem answer", () => {
  it("tells an expected error in its own sentence", async () => {
    const error = new AppError("conflict", { publicMessage: "This call is over." });
    expect(await told(error)).toEqual({
      status: 409,
      body: {
        type: "about:blank",
        title: "Conflict",
        status: 409,
        detail: "This call is over.",
        code: "conflict",
        request_id: "request-1",
      },
    });
  });

  it("says when to come again", () => {
    const error = new AppError("rate_limited", { publicMessage: "Too many.", retryAfterS: 3 });
    expect(problemAnswer(error, "request-1").headers.get("retry-after")).toBe("3");
  });

  it("names every wrong field in the caller's spelling", async () => {
    const schema = z.object({ calling_config: z.object({ allowed_days: z.array(z.number("A number.")) }) });
    const wrong = schema.safeParse({ calling_config: { allowed_days: ["Monday"] } });
    expect(await told(wrong.error)).toMatchObject({
      status: 422,
      body: { errors: [{ path: "calling_config.allowed_days.0", message: "A number." }] },
    });
  });

  it("tells nothing of a fault but one fixed sentence", async () => {
    const { status, body } = await told(new Error("password of talky_web is hunter2"));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("hunter2");
    expect(body["detail"]).toMatch(/on our side/);
  });
});
