import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac } from "node:crypto";

/**
 * What hosted Supabase does with the links of its mails and Lite does not: it keeps the address that was asked for, with what
 * stands behind its `?`, and writes into the token that a link began the session (`amr`).
 */
export class MailedLinks {
  private readonly callback: string;
  private readonly jwtSecret: string;
  private readonly wanted = new AsyncLocalStorage<string>();

  constructor(callback: string, jwtSecret: string) {
    this.callback = callback;
    this.jwtSecret = jwtSecret;
  }

  /** Where the link of the mail that is being written leads back to. */
  asked(): string {
    const wanted = this.wanted.getStore() ?? "";
    return this.isOurs(wanted) ? wanted : this.callback;
  }

  /** Runs a request; `handle` is given its address as Lite understands it. */
  during(url: URL, handle: (url: URL) => Promise<Response>): Promise<Response> {
    const wanted = url.searchParams.get("redirect_to") ?? "";
    if (!url.pathname.endsWith("/verify") || !this.isOurs(wanted)) {
      return this.wanted.run(wanted, () => handle(url));
    }
    const plain = new URL(url);
    plain.searchParams.set("redirect_to", this.callback);
    return handle(plain).then((answer) => this.lead(answer, wanted));
  }

  private isOurs(address: string): boolean {
    return address === this.callback || address.startsWith(`${this.callback}?`);
  }

  private lead(answer: Response, wanted: string): Response {
    const location = answer.headers.get("location") ?? "";
    if (!location.startsWith(this.callback)) return answer;
    const fragment = new URLSearchParams(new URL(location).hash.slice(1));
    const token = fragment.get("access_token");
    if (token) fragment.set("access_token", this.begunByLink(token));
    const headers = new Headers(answer.headers);
    headers.set("location", `${wanted}#${fragment.toString()}`);
    return new Response(answer.body, { status: answer.status, headers });
  }

  private begunByLink(token: string): string {
    const [, payload = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as object;
    const amr = [{ method: "otp", timestamp: Math.floor(Date.now() / 1000) }];
    const signed = [
      { alg: "HS256", typ: "JWT" },
      { ...claims, amr },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${signed}.${createHmac("sha256", this.jwtSecret).update(signed).digest("base64url")}`;
  }
}
