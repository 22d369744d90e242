import { describe, expect, it } from "vitest";
import { EnvironmentError, readEnvironment } from "./read.ts";
import { workerEnvSchema } from "./worker.ts";

describe("the worker's environment", () => {
  it("is told of all that is missing at once", () => {
    let told: unknown;
    try {
      readEnvironment("the voice worker", workerEnvSchema, {
        OPENAI_COMPATIBLE_BASE_URL: "https://llm.example.com/v1",
      });
    } catch (error) {
      told = error;
    }
    expect(told).toBeInstanceOf(EnvironmentError);
    expect((told as EnvironmentError).names).toEqual(
      expect.arrayContaining(["DATABASE_URL", "VONAGE_PRIVATE_KEY", "OPENAI_COMPATIBLE_MODEL"]),
    );
  });
});
