import { afterAll, expect, it } from "vitest";
import {
  all,
  type Analysis,
  analysisIsOver,
  type Call,
  campaignIs,
  createCampaign,
  importNumbers,
  register,
} from "../stack/api.ts";
import { numberOf, resetSandbox, setFaults } from "../stack/sandbox.ts";

afterAll(() => resetSandbox());

it("a real call's analysis outlives a model that fails for a moment, and says why where it fails for good", async () => {
  const { api } = await register();
  const { id } = await createCampaign(api);
  await importNumbers(api, id, [numberOf("06", "716")]);
  await api.ok("POST", `/campaigns/${id}/start`);
  await campaignIs(api, id, "completed", 120_000)();
  const [call] = await all<Call>(api, `/calls?campaign_id=${id}`);
  expect(await analysisIsOver(api, call?.id ?? "")).toMatchObject({ status: "done", goal_reached: false });

  await setFaults({ next: [{ provider: "groq", error: "503", count: 2 }] });
  await api.ok("POST", `/calls/${call?.id}/analysis`);
  expect((await analysisIsOver(api, call?.id ?? "")).status).toBe("done");

  await setFaults({ next: [{ provider: "groq", error: "model_not_found", count: 1 }] });
  await api.ok("POST", `/calls/${call?.id}/analysis`);
  const failed: Analysis = await analysisIsOver(api, call?.id ?? "");
  expect(failed.status).toBe("failed");
  expect(failed.failure).toContain("refused");
}, 200_000);
