import type { LlmTool } from "#lib/providers/llm/port";

/** A tool of the model that takes time, such as looking something up: the conversation goes on meanwhile. */
export interface SlowTool {
  spec: LlmTool;
  /** `args`: JSON text as the model wrote it. Resolves with what the model is told of the result. */
  run(args: string): Promise<string>;
}
