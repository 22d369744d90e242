import { randomUUID } from "node:crypto";
import { webUrl } from "./addresses.ts";

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** The API as a customer's program uses it: JSON over HTTP, nothing of ours imported. */
export class Api {
  private readonly token: string | null;
  constructor(token: string | null) {
    this.token = token;
  }

  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${webUrl()}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body !== undefined && !isForm ? { "content-type": "application/json" } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }

  /** The body of an answer that must be good; throws with what came instead. */
  async ok<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call<T>(method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** An answer whose body is read by the caller. */
  get(
    path: string,
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
  ): Promise<Response> {
    return fetch(`${webUrl()}/api/v1${path}`, {
      headers: { ...(this.token ? { authorization: `Bearer ${this.token}` } : {}), ...headers },
      signal,
    });
  }

  /** The body as it came; with `body` it is a POST. */
  async bytes(
    path: string,
    headers: Record<string, string> = {},
    body?: unknown,
  ): Promise<{ response: Response; bytes: Buffer }> {
    const response =
      body === undefined
        ? await this.get(path, headers)
        : await fetch(`${webUrl()}/api/v1${path}`, {
            method: "POST",
            headers: {
              ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
              "content-type": "application/json",
              ...headers,
            },
            body: JSON.stringify(body),
          });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  }
}

export interface Registered {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number;
  user: {
    id: string;
    email: string;
    role: string;
    tenant_id: string;
    business_name: string;
    minutes_remaining: number;
  };
}

/** A new business with its owner signed in. */
export async function register(
  business = "Test Dental",
): Promise<{ api: Api; session: Registered; password: string }> {
  const password = `pw-${randomUUID()}`;
  const session = await new Api(null).ok<Registered>("POST", "/auth/register", {
    email: `${randomUUID()}@example.com`,
    password,
    name: "Test Owner",
    business_name: business,
  });
  return { api: new Api(session.access_token), session, password };
}

export interface Campaign {
  id: string;
  status: string;
  pause_reason: string | null;
}

/** A campaign whose window is always open. */
export async function createCampaign(api: Api, overrides: Record<string, unknown> = {}): Promise<Campaign> {
  return api.ok<Campaign>("POST", "/campaigns", {
    name: "Check-ups",
    goal: "Book a dental check-up for next week",
    system_prompt: "Be friendly and brief.",
    purpose: "transactional",
    max_concurrent_calls: 5,
    max_attempts: 1,
    script_config: { agent_name: "Nora", company_name: "Test Dental" },
    calling_config: {
      time_window_start: "00:00",
      time_window_end: "24:00",
      timezone: "America/New_York",
      allowed_days: [0, 1, 2, 3, 4, 5, 6],
      ring_timeout_s: 15,
    },
    ...overrides,
  });
}

export interface Import {
  status: string;
  total_rows: number;
  imported: number;
  updated: number;
  duplicates_skipped: number;
  rejected: number;
  errors: { row: number; column: string | null; code: string; message: string }[];
  failure?: string | null;
}

/** Uploads a file and waits until the import has ended. */
export async function importFile(
  api: Api,
  campaignId: string,
  content: string | Uint8Array,
): Promise<Import> {
  const form = new FormData();
  form.set(
    "file",
    new File([typeof content === "string" ? content : new Uint8Array(content)], "contacts.csv"),
  );
  const { import_id } = await api.ok<{ import_id: string }>(
    "POST",
    `/campaigns/${campaignId}/contacts/import`,
    form,
  );
  return until(
    () => api.ok<Import>("GET", `/imports/${import_id}`),
    (i) => !["queued", "running"].includes(i.status),
    { limitMs: 60_000, what: "the import to end" },
  );
}

export async function importNumbers(api: Api, campaignId: string, numbers: string[]): Promise<Import> {
  return importFile(
    api,
    campaignId,
    `phone,first_name\n${numbers.map((n, i) => `${n},Contact ${i}`).join("\n")}\n`,
  );
}

export interface Job {
  id: string;
  phone_number: string;
  status: string;
  reason: string | null;
  next_attempt_at: string | null;
  attempts: number;
}

export interface Turn {
  index: number;
  role: string;
  text: string;
  generated_text: string | null;
  interrupted: boolean;
  started_ms: number;
  ended_ms: number;
  latency: Record<string, number | boolean | null> | null;
}

export interface Call {
  id: string;
  lead_id: string;
  attempt: number;
  phone_number: string;
  carrier_state: string;
  telephony_result: string | null;
  answered_at: string | null;
  disclosed_at: string | null;
  answered_by: string | null;
  disposition: string | null;
  goal_achieved: boolean;
  duration_s: number | null;
  ended_by: string | null;
  callback_at: string | null;
  time_to_first_word_ms: number | null;
  cost: {
    total_micros: number;
    telephony_micros: number;
    stt_micros: number;
    llm_micros: number;
    tts_micros: number;
  };
  recording: { id: string; duration_s: number; bytes: number } | null;
  turns: Turn[];
}

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** All pages of a list. */
export async function all<T>(api: Api, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const separator = path.includes("?") ? "&" : "?";
    const page: Page<T> = await api.ok(
      "GET",
      `${path}${separator}limit=50${cursor ? `&cursor=${cursor}` : ""}`,
    );
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return items;
}

export const campaignIs = (api: Api, id: string, status: string, limitMs: number) => (): Promise<Campaign> =>
  until(
    () => api.ok<Campaign>("GET", `/campaigns/${id}`),
    (c) => c.status === status,
    { limitMs, what: `campaign ${id} to be ${status}` },
  );

export interface Analysis {
  status: string;
  failure: string | null;
  summary: string | null;
  sentiment: string | null;
  goal_reached: boolean | null;
  key_points: string[];
  extracted: { name: string; value: unknown }[];
}

export const analysisIsOver = (api: Api, callId: string): Promise<Analysis> =>
  until(
    () => api.ok<Analysis>("GET", `/calls/${callId}/analysis`),
    (a) => a.status === "done" || a.status === "failed",
    { limitMs: 90_000, what: "the analysis" },
  );

/** Asks until the answer is as wanted; a limit, not a measurement. */
export async function until<T>(
  ask: () => Promise<T>,
  isWanted: (value: T) => boolean,
  options: { limitMs: number; what: string; everyMs?: number },
): Promise<T> {
  const end = Date.now() + options.limitMs;
  for (;;) {
    const value = await ask();
    if (isWanted(value)) return value;
    if (Date.now() > end)
      throw new Error(`Waited ${options.limitMs} ms for ${options.what}; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, options.everyMs ?? 500));
  }
}
