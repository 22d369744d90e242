import { expect, it } from "vitest";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import { ProviderError } from "#lib/providers/errors";
import { createFailover } from "#lib/providers/failover/for-call";
import { FakeLlm, spoken } from "#lib/providers/llm/fake-llm";
import { FakeStt } from "#lib/providers/stt/fake-stt";
import { FakeTelephony } from "#lib/providers/telephony/fake-telephony";
import { FakeTts } from "#lib/providers/tts/fake-tts";
import { watchFailures } from "./refusal-watch.ts";
import { watchCarrier } from "./watched-carrier.ts";

it("a refused key of a first choice is noted although another stands in, that of a stand-in is not", async () => {
  const noted: unknown[] = [];
  const first = { stt: new FakeStt(), llm: new FakeLlm(), tts: new FakeTts() };
  const other = new FakeLlm();
  const { llm } = createFailover(
    watchFailures(first, (error) => noted.push(error)),
    { stt: [], llm: [{ label: "other", provider: other }], tts: [] },
  )(() => undefined, new UsageMeter());
  const ask = async (): Promise<void> => {
    const request = { messages: [{ role: "user" as const, content: "Hello?" }] };
    for await (const event of llm.stream(request, new AbortController().signal)) void event;
  };
  first.llm.answerWith(new ProviderError("groq", "rate_limited"));
  other.answerWith(new ProviderError("groq", "refused_credentials"));
  await expect(ask()).rejects.toThrow("no language model answers");
  expect(noted).toMatchObject([{ fault: "rate_limited" }]);
  first.llm.answerWith(new ProviderError("groq", "refused_credentials"));
  other.answerWith(spoken("Hello."));
  await ask().catch(() => undefined);
  expect(noted).toMatchObject([{ fault: "rate_limited" }, { fault: "refused_credentials" }]);
});

it("a carrier that refuses our key is noted, whatever it was asked about a call", async () => {
  const noted: unknown[] = [];
  const carrier = new FakeTelephony();
  const watched = watchCarrier(carrier, (error) => noted.push(error));
  const refusal = new ProviderError("vonage", "refused_credentials");
  const refuse = (): Promise<never> => Promise.reject(refusal);
  Object.assign(carrier, { hangUp: refuse, getCall: refuse, listCalls: refuse });
  carrier.refusals.push(refusal);
  await expect(watched.placeCall({} as never)).rejects.toBe(refusal);
  expect(noted).toEqual([]);
  carrier.transferRefusals.push(refusal);
  const asked = await Promise.allSettled([
    watched.hangUp("c"),
    watched.transfer("c", {} as never),
    watched.getCall("c"),
    watched.listCalls(new Date(0), new Date(1)),
  ]);
  expect(asked.map(({ status }) => status)).toEqual(asked.map(() => "rejected"));
  expect(noted).toEqual(asked.map(() => refusal));
  await watched.check();
});
