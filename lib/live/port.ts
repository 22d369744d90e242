/** Messages between the processes; small, and only a hint: the rows are the truth. */
export type LiveMessage =
  /** New rows in the carrier's inbox for this call. */
  | { type: "call.inbox"; callId: string }
  /** An operator wants this call ended. */
  | { type: "call.hangup"; callId: string; by: string }
  | { type: "campaign.changed"; campaignId: string }
  /** Somebody looks at the calls of this tenant while they go on. */
  | { type: "tenant.watched"; tenantId: string }
  /** New events of its calls are written; only while somebody looks. */
  | { type: "tenant.news"; tenantId: string }
  /** What somebody is saying at this moment; only while somebody looks. */
  | {
      type: "call.saying";
      tenantId: string;
      campaignId: string;
      callId: string;
      role: "agent" | "callee";
      text: string;
    };

export interface LivePublisher {
  /** Never throws: a lost message costs at most the next look at the rows. */
  publish(message: LiveMessage): Promise<void>;
}

export interface LiveSubscriber {
  /** Returns the way to stop listening. */
  subscribe(onMessage: (message: LiveMessage) => void): Promise<() => Promise<void>>;
}
