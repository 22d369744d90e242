import { asSamples, FRAME_MS } from "#lib/audio/format";
import { toneHz } from "#lib/audio/tone";

/** `beep`: the tone after a voicemail greeting, told when it ends; `fax`: a machine that answers with its carrier tone. */
export type Tone = "beep" | "fax";

const SAME_TONE = 0.03;
const BEEP_HZ = { from: 350, to: 2000 };
const SHORTEST_BEEP_MS = 100;
/** The answering tone of a fax or a modem lasts 2.6 to 4 s. */
const FAX_HZ = { from: 2050, to: 2150 };
const FAX_MS = 1000;

/** Hears pure tones in the callee's audio, frame by frame. */
export class ToneEar {
  private hz = 0;
  private lastsMs = 0;
  private wasFax = false;

  hear(pcm: Buffer): Tone | null {
    const hz = toneHz(asSamples(pcm));
    const goesOn = hz !== null && Math.abs(hz - this.hz) <= this.hz * SAME_TONE;
    if (goesOn) {
      this.lastsMs += FRAME_MS;
      if (this.wasFax || this.lastsMs < FAX_MS || hz < FAX_HZ.from || hz > FAX_HZ.to) return null;
      this.wasFax = true;
      return "fax";
    }
    const hasBeeped = this.lastsMs >= SHORTEST_BEEP_MS && this.hz >= BEEP_HZ.from && this.hz <= BEEP_HZ.to;
    this.hz = hz ?? 0;
    this.lastsMs = hz === null ? 0 : FRAME_MS;
    return hasBeeped ? "beep" : null;
  }
}
