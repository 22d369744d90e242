import type { z } from "zod";

/** The environment is wrong. The message lists everything that is, so that it is mended in one go. */
export class EnvironmentError extends Error {
  readonly names: string[];
  constructor(process_: string, problems: { name: string; message: string }[]) {
    super(
      `The environment of ${process_} is not complete:\n` +
        problems.map((p) => `  ${p.name}: ${p.message}`).join("\n") +
        "\nSee .env.example for what each one is.",
    );
    this.name = "EnvironmentError";
    this.names = problems.map((p) => p.name);
  }
}

/** Parses `source` once; an empty string counts as absent. Throws EnvironmentError. */
export function readEnvironment<S extends z.ZodType>(
  process_: string,
  schema: S,
  source: Record<string, string | undefined> = process.env,
): z.infer<S> {
  const present = Object.fromEntries(Object.entries(source).filter(([, v]) => v !== undefined && v !== ""));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(
    process_,
    parsed.error.issues.map((issue) => {
      const name = issue.path.map(String).join(".");
      const hasWords = name in present || issue.code === "custom";
      return { name, message: hasWords ? issue.message : "is missing" };
    }),
  );
}
