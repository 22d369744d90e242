/** How many contexts (or sockets) of one account may be active at once. */
export class ContextQuota {
  private readonly limit: number;
  private active = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** What gives the place back (once), or null: none is free. */
  take(): (() => void) | null {
    if (this.active >= this.limit) return null;
    this.active += 1;
    let held = true;
    return () => {
      if (held) this.active -= 1;
      held = false;
    };
  }
}

/** A quota for each account, told apart by its key. */
export class AccountQuotas {
  private readonly limit: number;
  private readonly quotas = new Map<string, ContextQuota>();

  constructor(limit: number) {
    this.limit = limit;
  }

  of(key: string): ContextQuota {
    const quota = this.quotas.get(key) ?? new ContextQuota(this.limit);
    this.quotas.set(key, quota);
    return quota;
  }
}
