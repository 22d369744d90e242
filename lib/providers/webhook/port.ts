/** Sends to addresses that customers gave: whatever is not on the public internet is refused. */
export interface WebhookSender {
  /** Why nothing may be sent there, in a sentence; null: it may. A name that is not found now may be found later. */
  refusal(url: string): Promise<string | null>;
  /** Never throws: what went wrong is in the answer. Redirects are not followed. */
  post(request: WebhookRequest): Promise<WebhookAnswer>;
}

export interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface WebhookAnswer {
  /** null: there was no answer. */
  status: number | null;
  /** What went wrong, in a sentence; null with an answer. */
  error: string | null;
}
