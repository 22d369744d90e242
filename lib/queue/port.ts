/** What can be asked of the worker. Names and payloads: `catalogue.ts`. Adding the same id twice is one job. */
export interface JobProducer {
  /** Look for due jobs now (a campaign began, a slot fell free, a lead was added). */
  wakePump(): Promise<void>;
  /** Dial a job under the claim whose lease ends then: each claim is woken once. */
  dial(jobId: string, leaseUntil: Date): Promise<void>;
  runImport(importId: string): Promise<void>;
  /** Analyse a call; `request` tells one wish for it from the next. */
  analyseCall(callId: string, request: number): Promise<void>;
}
