/* global AudioWorkletProcessor, registerProcessor */
/** A second of audio at most: whoever listens in hears what is said now. */
const MOST = 16000;
/** So much is gathered before it plays, and again after a gap. */
const FIRST = 1600;

class CallPlayer extends AudioWorkletProcessor {
  constructor() {
    super();
    this.chunks = [];
    this.waiting = 0;
    this.isPlaying = false;
    this.port.addEventListener("message", ({ data }) => {
      this.chunks.push(data);
      this.waiting += data.length;
      while (this.waiting > MOST && this.chunks.length > 1) this.waiting -= this.chunks.shift().length;
      if (this.waiting >= FIRST) this.isPlaying = true;
    });
    this.port.start();
  }

  process(_, [[out]]) {
    let filled = 0;
    while (this.isPlaying && filled < out.length && this.chunks.length > 0) {
      const chunk = this.chunks[0];
      const part = chunk.subarray(0, out.length - filled);
      out.set(part, filled);
      filled += part.length;
      this.waiting -= part.length;
      if (part.length === chunk.length) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(part.length);
    }
    if (this.chunks.length === 0) this.isPlaying = false;
    return true;
  }
}

registerProcessor("call-player", CallPlayer);
