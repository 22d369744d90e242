import fc from "fast-check";

/** Values by chance that come again with the same seed. */
export class Dice {
  private seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  pick<T>(from: fc.Arbitrary<T>): T {
    const [value] = fc.sample(from, { numRuns: 1, seed: this.next() | 0, unbiased: true });
    return value as T;
  }

  one<T>(of: readonly T[]): T {
    const value = of[this.next() % of.length];
    if (of.length === 0) throw new Error("There is nothing to choose from.");
    return value as T;
  }

  /** One time in so many. */
  rarely(outOf: number): boolean {
    return this.next() % outOf === 0;
  }

  /** Splitmix32: seeds that follow each other give numbers that do not. */
  private next(): number {
    this.seed = (this.seed + 0x9e3779b9) | 0;
    let z = Math.imul(this.seed ^ (this.seed >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }
}
