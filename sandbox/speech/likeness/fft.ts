/** A complex Fourier transform of a fixed power-of-two size, in place. */
export class Fft {
  readonly size: number;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  private readonly reversed: Uint16Array;

  constructor(size: number) {
    this.size = size;
    this.cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.sin = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    this.reversed = new Uint16Array(size);
    for (let i = 1; i < size; i += 1)
      this.reversed[i] = ((this.reversed[i >> 1] ?? 0) >> 1) | (i & 1 ? size >> 1 : 0);
  }

  transform(re: Float64Array, im: Float64Array): void {
    const { size, cos, sin } = this;
    for (let i = 0; i < size; i += 1) {
      const j = this.reversed[i] as number;
      if (j <= i) continue;
      const [heldRe, heldIm] = [re[i] as number, im[i] as number];
      re[i] = re[j] as number;
      im[i] = im[j] as number;
      re[j] = heldRe;
      im[j] = heldIm;
    }
    for (let half = 1, step = size >> 1; half < size; half <<= 1, step >>= 1)
      for (let start = 0; start < size; start += half << 1)
        for (let k = 0, turn = 0; k < half; k += 1, turn += step) {
          const a = start + k;
          const b = a + half;
          const c = cos[turn] as number;
          const s = sin[turn] as number;
          const bRe = (re[b] as number) * c - (im[b] as number) * s;
          const bIm = (re[b] as number) * s + (im[b] as number) * c;
          re[b] = (re[a] as number) - bRe;
          im[b] = (im[a] as number) - bIm;
          re[a] = (re[a] as number) + bRe;
          im[a] = (im[a] as number) + bIm;
        }
  }
}
