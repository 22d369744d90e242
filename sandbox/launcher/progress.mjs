/** Lines for a person to read while they wait; on a terminal the line under way counts its seconds. */
export class Progress {
  constructor(out = process.stdout) {
    this.out = out;
  }

  /** @param {string} line */
  say(line) {
    this.out.write(`${line}\n`);
  }

  /**
   * Shows a step while it runs and how long it took; `false` is a step that came to nothing good.
   * @template T @param {string} what @param {() => Promise<T>} run @returns {Promise<T>}
   */
  async step(what, run) {
    const began = Date.now();
    const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
    const isLive = this.out.isTTY;
    if (!isLive) this.say(`… ${what}`);
    const timer = isLive
      ? setInterval(() => this.out.write(`\r\u001B[K… ${what} (${seconds()})`), 200)
      : undefined;
    try {
      const result = await run();
      this.out.write(`${isLive ? "\r\u001B[K" : ""}${result === false ? "✗" : "✓"} ${what} (${seconds()})\n`);
      return result;
    } catch (error) {
      this.out.write(`${isLive ? "\r\u001B[K" : ""}✗ ${what} (${seconds()})\n`);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }
}
