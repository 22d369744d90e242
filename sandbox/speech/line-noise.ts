/** Blocks whose mean is one level: a single quiet one is chance. */
const SMOOTHED_BLOCKS = 3;
const WINDOW_BLOCKS = 50;
const WINDOWS = 6;
const KNOWN_AFTER_BLOCKS = 30;

/** The noise that a line always has, told from speech by its steadiness: the least level of the last three seconds. */
export class LineNoise {
  private readonly levels = new Float64Array(SMOOTHED_BLOCKS);
  private readonly minima: number[] = [];
  private current = Infinity;
  private blocks = 0;

  /** Mean amplitude; 0 as long as too little was heard. */
  get level(): number {
    if (this.blocks < KNOWN_AFTER_BLOCKS) return 0;
    return Math.min(this.current, ...this.minima);
  }

  /** The mean amplitude of the next block of 10 ms. */
  push(level: number): void {
    this.levels[this.blocks % SMOOTHED_BLOCKS] = level;
    this.blocks += 1;
    if (this.blocks >= SMOOTHED_BLOCKS) {
      const [a = 0, b = 0, c = 0] = this.levels;
      this.current = Math.min(this.current, (a + b + c) / SMOOTHED_BLOCKS);
    }
    if (this.blocks % WINDOW_BLOCKS !== 0) return;
    this.minima.push(this.current);
    if (this.minima.length > WINDOWS) this.minima.shift();
    this.current = Infinity;
  }
}
