import { expect, it } from "vitest";
import { agentInputSchema } from "#lib/domain/api/agent";
import { agentDraftFrom } from "./agent-draft.ts";

function filled(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ name: "Nora", language: "en", ...fields }))
    form.set(name, value);
  return form;
}

it("gives what the API's schema takes: empty is none, and an empty early end of turn is off", () => {
  const form = filled({
    voice_id: "",
    temperature: "0.4",
    max_tokens: " ",
    "turn_taking.silence_ms": "6000",
    "turn_taking.eager_end_of_turn_threshold": "",
  });
  expect(agentInputSchema.parse(agentDraftFrom(form))).toMatchObject({
    name: "Nora",
    voice_id: null,
    temperature: 0.4,
    max_tokens: null,
    is_active: true,
    turn_taking: { silence_ms: 6000, eager_end_of_turn_threshold: null, interruption_words: 2 },
  });
});

it("leaves what is wrong to the schema", () => {
  const form = filled({ name: " ", temperature: "hot", "turn_taking.silence_ms": "" });
  const paths = agentInputSchema.safeParse(agentDraftFrom(form)).error?.issues.map((i) => i.path.join("."));
  expect(paths?.sort()).toEqual(["name", "temperature", "turn_taking.silence_ms"]);
});
