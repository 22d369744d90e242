import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";
import { parentPort, workerData } from "node:worker_threads";
import { toFliteText, toWordList, wordsOf } from "./flite-text.ts";
import { decodeFliteWav } from "./flite-wav.ts";
import { landmarksOf } from "./likeness/landmarks.ts";
import { giveOwnSound } from "./own-sound.ts";
import type { FliteVoice } from "./spoken.ts";
import { countSounds, parseSegments, timeWords } from "./word-times.ts";
import type { SynthesisAnswer, SynthesisRequest } from "./flite-pool.ts";

/** kal is said with Flite's 16 kHz recording of the same speaker. */
const FLITE_NAMES: Record<FliteVoice, string> = { slt: "slt", rms: "rms", awb: "awb", kal: "kal16" };
const FAST_VOICE = "kal";

const { flite } = workerData as { flite: WebAssembly.Module };
const folder = mkdtempSync(join(tmpdir(), "talky-flite-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Runs Flite's command line once; what it printed. The sound is in `out.wav` of the folder. */
async function runFlite(args: string[]): Promise<string> {
  const printed = join(folder, "printed");
  const stdout = openSync(printed, "w");
  try {
    const wasi = new WASI({
      version: "preview1",
      args: ["flite", ...args],
      env: {},
      preopens: { "/out": folder },
      stdout,
      returnOnExit: true,
    });
    const instance = await WebAssembly.instantiate(flite, wasi.getImportObject() as WebAssembly.Imports);
    const code = wasi.start(instance);
    if (code !== 0) throw new Error(`flite ended with ${code}`);
  } finally {
    closeSync(stdout);
  }
  return readFileSync(printed, "utf8");
}

async function synthesise(request: SynthesisRequest): Promise<SynthesisAnswer> {
  const words = wordsOf(request.text);
  if (words.length === 0) return { id: request.id, pcm: new Int16Array(0), words: [] };
  const stretch = String(1 / request.speed);
  const voice = ["-voice", FLITE_NAMES[request.voice], "--setf", `duration_stretch=${stretch}`];
  const text = toFliteText(request.text);
  const printed = await runFlite([...voice, "-psdur", "-t", text, "-o", "/out/out.wav"]);
  const pcm = decodeFliteWav(readFileSync(join(folder, "out.wav")));
  giveOwnSound(pcm, `${request.voice} ${request.speed} ${request.text}`);
  const alone = await runFlite(["-voice", FAST_VOICE, "-ps", "-t", toWordList(words), "-o", "none"]);
  const timed = timeWords(words, parseSegments(printed), countSounds(alone, words.length));
  return { id: request.id, pcm, words: timed, landmarks: landmarksOf(pcm) };
}

parentPort?.on("message", (request: SynthesisRequest) => {
  synthesise(request).then(
    (answer) => parentPort?.postMessage(answer, [answer.pcm.buffer as ArrayBuffer]),
    (error: unknown) => parentPort?.postMessage({ id: request.id, error: String(error) }, []),
  );
});
