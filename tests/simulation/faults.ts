/** Where a worker's process can be struck: between two things that it does. */
export const STRIKES = [
  "pump: before commit",
  "pump: after commit",
  "dial: before commit",
  "dial: after commit",
  "dial: after request",
  "answer: after statement",
  "refused: before commit",
  "refused: after commit",
  "events: before commit",
  "events: after commit",
  "session: after statement",
  "settle: before commit",
  "settle: after commit",
  "sweep: before commit",
  "sweep: after commit",
] as const;
export type StrikePoint = (typeof STRIKES)[number];

/** Between transactions: a process that stops in the middle of one keeps its locks, and everybody else waits. */
const FREEZES: readonly StrikePoint[] = [
  "pump: after commit",
  "dial: after commit",
  "dial: after request",
  "events: after commit",
  "settle: after commit",
];

export interface Strike {
  point: StrikePoint;
  kind: "crash" | "freeze";
}

export const EVERY_STRIKE: readonly Strike[] = [
  ...STRIKES.map((point) => ({ point, kind: "crash" as const })),
  ...FREEZES.map((point) => ({ point, kind: "freeze" as const })),
];

/** How often, of all requests or webhooks, the world misbehaves. */
export interface Odds {
  rateLimited: number;
  unreachable: number;
  refused: number;
  /** 5xx, and nothing was placed. */
  broken: number;
  /** No answer, and nothing was placed. */
  timeoutBefore: number;
  /** No answer, yet the phone rings. */
  timeoutAfter: number;
  /** A question to the carrier fails. */
  askFails: number;
  webhookLost: number;
  webhookDoubled: number;
  webhookLate: number;
  /** All webhooks of a call are lost. */
  deaf: number;
  messageLost: number;
  wakeLost: number;
  wakeDoubled: number;
}

export const ROUGH: Odds = {
  rateLimited: 0.02,
  unreachable: 0.01,
  refused: 0.005,
  broken: 0.01,
  timeoutBefore: 0.01,
  timeoutAfter: 0.03,
  askFails: 0.05,
  webhookLost: 0.03,
  webhookDoubled: 0.1,
  webhookLate: 0.1,
  deaf: 0.02,
  messageLost: 0.05,
  wakeLost: 0.03,
  wakeDoubled: 0.1,
};
