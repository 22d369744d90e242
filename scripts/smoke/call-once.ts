type Environment = Record<string, string | undefined>;

const WITHIN_MS = 5 * 60_000;
const LOOK_EVERY_MS = 2000;

interface Call {
  carrier_state: string;
  telephony_result: string | null;
  disposition: string | null;
  duration_s: number | null;
  turns: unknown[];
}

/** Has the running product call the number, by its API, and follows the call to its end. Throws with what is in the way. */
export async function callOnce(
  env: Environment,
  number: string,
  say: (line: string) => void,
): Promise<string> {
  const { TALKY_PUBLIC_URL: base, TALKY_API_KEY: key } = env;
  if (!base || !key)
    throw new Error("set TALKY_PUBLIC_URL, and TALKY_API_KEY to a key with the scopes read, write and dial");
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const told = (await answer.json()) as T & { detail?: string };
    if (!answer.ok)
      throw new Refused(answer.status, told.detail ?? `${method} ${path} answers ${answer.status}`);
    return told;
  };
  const agent = await ask<{ id: string }>("POST", "/agents", {
    name: "Smoke test",
    system_prompt: "This is a test call. Say that it was one, thank the person, and say goodbye.",
    greeting: "Hello, this is a test call by Talky.",
  });
  const { call_id } = await ask<{ call_id: string }>("POST", "/calls/outbound", {
    phone_number: number,
    agent_id: agent.id,
  });
  say(`asked for: ${call_id}`);
  let told = "";
  for (const until = Date.now() + WITHIN_MS; Date.now() < until; await pause()) {
    const call = await ask<Call>("GET", `/calls/${call_id}`).catch((error: unknown) => {
      // Not dialled yet.
      if (error instanceof Refused && error.status === 404) return null;
      throw error;
    });
    if (call === null) continue;
    if (call.carrier_state !== told) say(call.carrier_state);
    told = call.carrier_state;
    const isOver = call.carrier_state === "ended" && call.telephony_result !== null;
    if (!isOver || (call.telephony_result === "answered" && call.disposition === null)) continue;
    if (call.telephony_result !== "answered") throw new Error(`it came to ${call.telephony_result}`);
    return `answered, ${call.disposition}, ${call.duration_s ?? 0} s, ${call.turns.length} turns`;
  }
  throw new Error(`it was not over within ${WITHIN_MS / 60_000} minutes`);
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
