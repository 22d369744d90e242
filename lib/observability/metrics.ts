import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** From a few milliseconds to what a person no longer waits for. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Figures = Record<string, number>;

/** Figures of one process, as Prometheus reads them. Labels are codes of ours: few values, and never a person's. */
export class Metrics {
  private readonly registry = new Registry();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string>(name: string, help: string, labels: readonly L[]): Counter<L> {
    return new Counter({ name, help, labelNames: labels, registers: [this.registry] });
  }

  seconds<L extends string>(name: string, help: string, labels: readonly L[]): Histogram<L> {
    return new Histogram({ name, help, labelNames: labels, buckets: SECONDS, registers: [this.registry] });
  }

  /** `read` is asked when the figures are. */
  gauge(name: string, help: string, read: () => number): void {
    const gauge = new Gauge({
      registers: [],
      name,
      help,
      collect() {
        this.set(read());
      },
    });
    this.registry.registerMetric(gauge);
  }

  /** One figure for each of `read`'s names. */
  gauges(name: string, help: string, label: string, read: () => Figures | Promise<Figures>): void {
    const gauge = new Gauge({
      registers: [],
      name,
      help,
      labelNames: [label],
      async collect() {
        const figures = await read();
        this.reset();
        for (const [value, figure] of Object.entries(figures)) this.set({ [label]: value }, figure);
      },
    });
    this.registry.registerMetric(gauge);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
