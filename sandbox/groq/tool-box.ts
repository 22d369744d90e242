import { fillSchema } from "./fill-schema.ts";
import type { ChatRequest } from "./chat-request.ts";

export interface ScriptedCall {
  name: string;
  arguments: Record<string, unknown>;
}

export interface ScriptedAnswer {
  text: string;
  calls: ScriptedCall[];
}

interface Outcome {
  disposition: string;
  reason: string;
}

/** Calls what the request offers and says the rest. */
export class ToolBox {
  private readonly offered: ReadonlyMap<string, Record<string, unknown>>;

  constructor(request: ChatRequest) {
    const tools = request.tool_choice === "none" ? [] : (request.tools ?? []);
    this.offered = new Map(tools.map((t) => [t.function.name, t.function.parameters ?? {}]));
  }

  /** Notes the outcome and says goodbye; with `end_call` on offer the goodbye is spoken by it. */
  end(outcome: Outcome | null, farewell: string): ScriptedAnswer {
    return this.closing(outcome ? this.outcome(outcome) : [], farewell);
  }

  optOut(farewell: string): ScriptedAnswer {
    if (this.offered.has("opt_out"))
      return { text: "", calls: [{ name: "opt_out", arguments: { farewell } }] };
    return this.end({ disposition: "opted_out", reason: "The callee wants no more calls." }, farewell);
  }

  callback(when: string, at: Date | null, farewell: string): ScriptedAnswer {
    const calls = this.outcome({ disposition: "callback_requested", reason: `Asked to be called ${when}.` });
    if (this.offered.has("schedule_callback"))
      calls.unshift({ name: "schedule_callback", arguments: { when, at: at?.toISOString() ?? null } });
    return this.closing(calls, farewell);
  }

  /** `summary` is for the colleague; `otherwise` is said where no transfer is on offer. */
  transfer(reason: string, summary: string, text: string, otherwise: string): ScriptedAnswer {
    if (this.offered.has("transfer_to_human"))
      return { text, calls: [{ name: "transfer_to_human", arguments: { reason, summary } }] };
    return this.end({ disposition: "callback_requested", reason }, otherwise);
  }

  private closing(calls: ScriptedCall[], farewell: string): ScriptedAnswer {
    if (!this.offered.has("end_call")) return { text: farewell, calls };
    return { text: "", calls: [...calls, { name: "end_call", arguments: { farewell } }] };
  }

  /** A value that the offered enum does not have is replaced by one it has. */
  private outcome(outcome: Outcome): ScriptedCall[] {
    const schema = this.offered.get("set_outcome");
    if (!schema) return [];
    const filled = fillSchema(schema, {
      facts: { ...outcome },
      transcript: "",
      fallbackDisposition: "no_goal",
    });
    return [{ name: "set_outcome", arguments: { ...outcome, ...(filled as Record<string, unknown>) } }];
  }
}
