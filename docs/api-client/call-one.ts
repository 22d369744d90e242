/**
 * Calls one number and says what came of it, with types that are made of the API's description:
 *
 *     API=http://127.0.0.1:3000/api/v1 KEY=tk_live_… node docs/api-client/call-one.ts +14155550100
 *
 * In a project of your own: `npm install openapi-fetch`, and `talky-api.d.ts` from here.
 */
import { setTimeout as wait } from "node:timers/promises";
import createClient from "openapi-fetch";
import type { components, paths } from "./talky-api.d.ts";

type Problem = components["schemas"]["Problem"];

const { API, KEY } = process.env;
const [, , phoneNumber = ""] = process.argv;
const talky = createClient<paths>({ baseUrl: API ?? "", headers: { authorization: `Bearer ${KEY}` } });

const failed = (problem: Problem): Error => new Error(`${problem.status} ${problem.code}: ${problem.detail}`);

async function callNumber(): Promise<string> {
  const agent = await talky.POST("/agents", {
    body: { name: "Nora", system_prompt: "Ask {{first_name}} how the visit was." },
    params: { header: { "Idempotency-Key": "nora" } },
  });
  if (!agent.data) throw failed(agent.error);
  const asked = await talky.POST("/calls/outbound", {
    body: { phone_number: phoneNumber, agent_id: agent.data.id, variables: { first_name: "Ada" } },
    params: { header: { "Idempotency-Key": `visit of ${phoneNumber}`.replaceAll(" ", "-") } },
  });
  if (!asked.data) throw failed(asked.error);
  return asked.data.call_id;
}

/** A call that is not dialled yet is not found; then it goes on until its result is settled. */
async function resultOf(id: string): Promise<components["schemas"]["Call"]> {
  for (;;) {
    const { data, error } = await talky.GET("/calls/{id}", { params: { path: { id } } });
    if (error && error.code !== "not_found") throw failed(error);
    if (data?.settled_at) return data;
    await wait(1000);
  }
}

const call = await resultOf(await callNumber());
console.log(`${call.telephony_result}, ${call.answered_by}: ${call.disposition} after ${call.duration_s} s`);
for (const { role, text } of call.turns) console.log(`${role}: ${text}`);
