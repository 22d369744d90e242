/**
 * Answers of somebody slow, kept for a while: the same question at the same time is asked once, the oldest answer gives
 * way, and a failure is not kept. `now` in ms.
 */
export class KeptAnswers<T> {
  private readonly answers = new Map<string, { until: number; answer: Promise<T> }>();
  private readonly keepMs: number;
  private readonly most: number;
  private readonly now: () => number;

  constructor(options: { keepMs: number; most: number; now: () => number }) {
    this.keepMs = options.keepMs;
    this.most = options.most;
    this.now = options.now;
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(key);
    if (known && known.until > this.now()) return known.answer;
    const answer = ask();
    this.answers.delete(key);
    this.answers.set(key, { until: this.now() + this.keepMs, answer });
    for (const oldest of this.answers.keys()) {
      if (this.answers.size <= this.most) break;
      this.answers.delete(oldest);
    }
    answer.catch(() => {
      if (this.answers.get(key)?.answer === answer) this.answers.delete(key);
    });
    return answer;
  }
}
