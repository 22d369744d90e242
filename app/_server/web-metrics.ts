import { platformFigures } from "#lib/data/platform-figures";
import type { Db } from "#lib/data/db";
import { Metrics } from "#lib/observability/metrics";

/** What the web process counts. */
export class WebMetrics {
  private readonly metrics = new Metrics("web");
  private readonly requests = this.metrics.seconds(
    "talky_http_request_seconds",
    "Requests to the API and to the carrier's webhooks, until the answer begins",
    ["method", "route", "status"],
  );

  constructor(db: Db) {
    this.metrics.gauges(
      "talky_platform",
      "Of the whole platform; the same from every process",
      "figure",
      () => platformFigures(db),
    );
  }

  get contentType(): string {
    return this.metrics.contentType;
  }

  text(): Promise<string> {
    return this.metrics.text();
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }
}
