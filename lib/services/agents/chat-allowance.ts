const MINUTE_MS = 60_000;

/** How much a person may chat: so many messages in any minute, in this process. `now` in ms. */
export class ChatAllowance {
  private readonly taken = new Map<string, number[]>();
  private readonly perMinute: number;
  private readonly now: () => number;

  constructor(perMinute: number, now: () => number) {
    this.perMinute = perMinute;
    this.now = now;
  }

  /** false: not now. */
  take(userId: string): boolean {
    const since = this.now() - MINUTE_MS;
    for (const [id, times] of this.taken) if ((times.at(-1) ?? 0) <= since) this.taken.delete(id);
    const recent = (this.taken.get(userId) ?? []).filter((at) => at > since);
    if (recent.length >= this.perMinute) return false;
    this.taken.set(userId, [...recent, this.now()]);
    return true;
  }
}
