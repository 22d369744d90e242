import type { WebParts } from "./parts.ts";
import { routeLabel } from "./route-label.ts";

/** Takes the time of one request, and keeps its place in a trace where it changes something. */
export class RequestWatch {
  /** What this request leads to goes on there; null: nobody traces it. */
  readonly place: string | null;
  private readonly parts: Pick<WebParts, "metrics" | "traces" | "log">;
  private readonly method: string;
  private readonly route: string;
  private readonly beganMs = Date.now();
  private readonly began = performance.now();
  private elsewhere: Promise<string | null> | null = null;
  private about: Record<string, string> = {};

  constructor(request: Request, parts: Pick<WebParts, "metrics" | "traces" | "log">) {
    this.parts = parts;
    this.method = request.method;
    this.route = routeLabel(new URL(request.url).pathname);
    const isRead = ["GET", "HEAD"].includes(request.method);
    this.place = isRead ? null : (parts.traces?.keepPlace(null) ?? null);
  }

  /** It belongs to a trace that began long before. Nobody waits for `find`, and nobody asks it where nobody traces. */
  belongsTo(find: () => Promise<string | null>, about: Record<string, string>): void {
    if (this.place === null) return;
    this.elsewhere = find();
    this.about = about;
  }

  /** A part of it is over. */
  step(name: string, fromMs: number): void {
    if (this.place !== null) this.parts.traces?.tell({ name, parent: this.place, fromMs, toMs: Date.now() });
  }

  answered(status: number): void {
    const { parts, method, route, beganMs } = this;
    parts.metrics.answered(method, route, status, (performance.now() - this.began) / 1000);
    if (this.place === null) return;
    const span = {
      name: `${method} ${route}`,
      kind: "server" as const,
      fromMs: beganMs,
      toMs: Date.now(),
      attributes: {
        ...this.about,
        "http.request.method": method,
        "http.route": route,
        "http.response.status_code": status,
      },
      isFailed: status >= 500,
    };
    if (this.elsewhere === null) parts.traces?.tell({ ...span, parent: null, place: this.place });
    else
      this.elsewhere
        .then((parent) => parts.traces?.tell({ ...span, parent }))
        .catch((err: unknown) => parts.log.warn({ err }, "a request goes untraced"));
  }
}
