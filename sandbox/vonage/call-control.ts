import { z } from "zod";
import { invalidParameters } from "./create-request.ts";
import { type Ncco, nccoSchema, parseNcco } from "./ncco.ts";
import type { PhoneCall } from "./phone-call.ts";
import { badRequest } from "./rest-error.ts";

/** Changes this soon after the create are refused. */
const TOO_EARLY_MS = 1000;
const FETCH_TIMEOUT_MS = 5000;

const destination = z.union([
  z.object({ type: z.literal("ncco"), ncco: nccoSchema }),
  z.object({ type: z.literal("ncco"), url: z.array(z.url({ protocol: /^https?$/ })).length(1) }),
]);
const controlSchema = z.discriminatedUnion("action", [
  z.object({ action: z.enum(["hangup", "mute", "unmute", "earmuff", "unearmuff"]) }),
  z.object({ action: z.literal("transfer"), destination }),
]);

/** `PUT /v1/calls/{uuid}`. Throws a 400 when it is too early, or asks for what cannot be. */
export async function controlCall(call: PhoneCall, body: unknown, nowMs: number): Promise<void> {
  const parsed = controlSchema.safeParse(body);
  if (!parsed.success) throw badRequest(invalidParameters(parsed.error));
  if (nowMs - call.record.requestedAtMs < TOO_EARLY_MS) throw badRequest();
  const asked = parsed.data;
  switch (asked.action) {
    case "hangup":
      call.end("agent");
      return;
    case "mute":
    case "unmute":
      call.setMuted(asked.action === "mute");
      return;
    case "earmuff":
    case "unearmuff":
      call.setEarmuffed(asked.action === "earmuff");
      return;
    case "transfer":
      if (call.record.answeredAtMs === null) throw badRequest();
      call.transfer(
        "ncco" in asked.destination ? asked.destination.ncco : await fetchNcco(asked.destination.url),
      );
  }
}

async function fetchNcco([url]: string[]): Promise<Ncco> {
  const answer = await fetch(url as string, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) })
    .then((response) => response.json() as Promise<unknown>)
    .catch(() => null);
  const ncco = parseNcco(answer);
  if (!ncco) throw badRequest([{ name: "destination.url", reason: "gives no NCCO" }]);
  return ncco;
}
