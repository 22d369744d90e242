import { sandboxUrl } from "./addresses.ts";

export interface SandboxCall {
  uuid: string;
  to: string;
  persona: string;
  requested_at: string;
  answered_at: string | null;
  ended_at: string | null;
  ended_by: string | null;
  frames_to_app: number;
  frames_from_app: number;
  frames_played: number;
  clears: number;
  callee_said: string[];
  agent_heard_by_callee: string[];
  statuses_sent: string[];
  transfers: {
    to: string;
    persona: string;
    answered_at: string | null;
    ended_at: string | null;
    said: string[];
    heard: string[];
  }[];
}

export interface SandboxStats {
  placed: number;
  active: number;
  max_concurrent: number;
  max_per_second: number;
}

/** The world's own account of what happened, apart from anything Talky says. */
export async function sandboxCalls(): Promise<SandboxCall[]> {
  const response = await fetch(`${sandboxUrl()}/_sandbox/calls`);
  return ((await response.json()) as { calls: SandboxCall[] }).calls;
}

export async function sandboxStats(): Promise<SandboxStats> {
  return (await (await fetch(`${sandboxUrl()}/_sandbox/stats`)).json()) as SandboxStats;
}

/** The mails that would have left the machine, oldest first. */
export async function sandboxMail(): Promise<{ to: string; subject: string; links: string[] }[]> {
  const response = await fetch(`${sandboxUrl()}/_sandbox/mail`);
  return ((await response.json()) as { messages: { to: string; subject: string; links: string[] }[] })
    .messages;
}

export async function resetSandbox(): Promise<void> {
  await post("/_sandbox/reset", {});
}

export async function setFaults(faults: Record<string, unknown>): Promise<void> {
  await post("/_sandbox/faults", faults);
}

/** Stereo WAV of one call from its answer: left what the callee sent, right what was played to them. */
export async function sandboxAudio(uuid: string): Promise<Buffer> {
  const response = await fetch(`${sandboxUrl()}/_sandbox/calls/${uuid}/audio`);
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${sandboxUrl()}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
}

/** The most calls that were under way at one moment. */
export function busiest(calls: SandboxCall[]): number {
  const changes = calls.flatMap((c) => [
    { at: Date.parse(c.requested_at), by: 1 },
    { at: c.ended_at === null ? Number.POSITIVE_INFINITY : Date.parse(c.ended_at), by: -1 },
  ]);
  // An end and a beginning in one millisecond: the end came first.
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of changes) most = Math.max(most, (now += by));
  return most;
}

/** The fictional number whose last two digits choose who picks up; each area code is a person of its own. */
export const numberOf = (nn: string, areaCode = "415"): string => `+1${areaCode}55501${nn}`;
/** What a transcript comparison looks at: words, without case and punctuation. */
export const words = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'\s]/gu, " ")
    .split(/\s+/)
    .filter(Boolean);

/** How many words two texts have in common, in the same order. */
export function inCommon(a: readonly string[], b: readonly string[]): number {
  let before = Array.from({ length: b.length + 1 }, () => 0);
  for (const word of a) {
    const row = [0];
    b.forEach((other, j) => {
      row.push(word === other ? (before[j] ?? 0) + 1 : Math.max(before[j + 1] ?? 0, row[j] ?? 0));
    });
    before = row;
  }
  return before[b.length] ?? 0;
}
