import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import type { World } from "../world.ts";
import { CartesiaError, concurrencyLimited, internalError, invalidRequest } from "./cartesia-error.ts";
import type { ContextQuota } from "./context-quota.ts";
import { parseSettings, settingsKey } from "./generation-request.ts";
import { type ContextInput, SpeechContext } from "./speech-context.ts";

const IDLE_CLOSE_MS = 5 * 60_000;
const DEFAULT_MAX_BUFFER_DELAY_MS = 3_000;
const MOST_BUFFER_DELAY_MS = 5_000;
/** Ended contexts whose late inputs are still told from new ones. */
const REMEMBERED_ENDS = 200;

export interface ConnectionOptions {
  version: string;
  realTimeFactor: number;
  quota: ContextQuota;
}

interface OpenContext {
  speech: SpeechContext;
  key: string;
  release(): void;
}

/** One client on `/tts/websocket`. */
export class TtsConnection {
  private readonly socket: WebSocket;
  private readonly world: World;
  private readonly options: ConnectionOptions;
  private readonly contexts = new Map<string, OpenContext>();
  private readonly ended = new Set<string>();
  private idleTimer: NodeJS.Timeout | null = null;

  /** Answers the client until the socket closes. */
  static serve(socket: WebSocket, world: World, options: ConnectionOptions): void {
    const connection = new TtsConnection(socket, world, options);
    connection.restartIdleTimer();
  }

  private constructor(socket: WebSocket, world: World, options: ConnectionOptions) {
    this.socket = socket;
    this.world = world;
    this.options = options;
    socket.on("message", (data) => this.receive((data as Buffer).toString("utf8")));
    socket.on("close", () => this.dispose());
    socket.on("error", () => this.dispose());
  }

  private receive(text: string): void {
    this.restartIdleTimer();
    let contextId: string | null = null;
    try {
      const fields = parseFields(text);
      contextId = readContextId(fields);
      if (fields.cancel === true) this.contexts.get(contextId)?.speech.cancel();
      else this.speak(contextId, fields);
    } catch (error) {
      if (!(error instanceof CartesiaError)) throw error;
      this.sendEvent(error.toEvent(contextId, this.options.version));
    }
  }

  private speak(contextId: string, fields: Record<string, unknown>): void {
    if (this.ended.has(contextId)) throw invalidRequest(`The context ${contextId} is over; open a new one.`);
    const settings = parseSettings(fields, this.options.version, ["raw"]);
    const input = readInput(fields);
    const key = settingsKey(fields);
    let context = this.contexts.get(contextId);
    if (context && context.key !== key)
      throw invalidRequest(
        "All inputs of a context must have the same fields except transcript, continue and flush.",
      );
    if (context && !context.speech.acceptsInput)
      throw invalidRequest(`The context ${contextId} was finished; open a new one.`);
    if (!context) {
      const fault = this.world.takeFault("cartesia");
      const release = this.options.quota.take();
      if (!release) throw concurrencyLimited();
      if (fault === "429") {
        release();
        throw concurrencyLimited();
      }
      const outlet = {
        send: (event: Record<string, unknown>) => this.sendEvent({ ...event, context_id: contextId }),
        ended: () => this.end(contextId),
        failed: (fault: string) => this.fail(contextId, fault),
      };
      const { realTimeFactor } = this.options;
      const speech = new SpeechContext(settings, this.world, outlet, { realTimeFactor, fault });
      context = { speech, key, release };
      this.contexts.set(contextId, context);
    }
    context.speech.accept(input);
  }

  /** `drop` cuts the line, `stall` leaves the client without another word, anything else is told. */
  private fail(contextId: string, fault: string): void {
    if (fault === "drop") this.socket.terminate();
    else if (fault !== "stall") this.sendEvent(internalError().toEvent(contextId, this.options.version));
    this.end(contextId);
  }

  private end(contextId: string): void {
    const context = this.contexts.get(contextId);
    if (!context) return;
    this.contexts.delete(contextId);
    context.release();
    this.ended.add(contextId);
    for (const oldest of this.ended) {
      if (this.ended.size <= REMEMBERED_ENDS) break;
      this.ended.delete(oldest);
    }
  }

  private sendEvent(event: Record<string, unknown>): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(JSON.stringify(event));
    this.restartIdleTimer();
  }

  private restartIdleTimer(): void {
    if (this.idleTimer) this.idleTimer.refresh();
    else this.idleTimer = setTimeout(() => this.socket.close(1000, "idle"), IDLE_CLOSE_MS);
  }

  private dispose(): void {
    if (this.idleTimer) clearTimeout(this.idleTimer);
    for (const context of this.contexts.values()) {
      context.speech.dispose();
      context.release();
    }
    this.contexts.clear();
  }
}

function parseFields(text: string): Record<string, unknown> {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    throw invalidRequest("The message is not valid JSON.");
  }
  if (typeof fields !== "object" || fields === null || Array.isArray(fields))
    throw invalidRequest("The message must be a JSON object.");
  return fields as Record<string, unknown>;
}

function readContextId(fields: Record<string, unknown>): string {
  const id = fields.context_id;
  if (id === undefined || id === null) return randomUUID();
  if (typeof id !== "string" || !/^[\w-]+$/.test(id))
    throw invalidRequest("context_id may hold letters, digits, underscores and hyphens.");
  return id;
}

function readInput(fields: Record<string, unknown>): ContextInput {
  const { transcript, max_buffer_delay_ms: delay = DEFAULT_MAX_BUFFER_DELAY_MS } = fields;
  if (typeof transcript !== "string") throw invalidRequest("transcript must be a string.");
  const continues = fields.continue === true;
  if (!continues && transcript === "" && fields.continue === undefined)
    throw invalidRequest("transcript must not be empty.");
  if (typeof delay !== "number" || delay < 0 || delay > MOST_BUFFER_DELAY_MS)
    throw invalidRequest(`max_buffer_delay_ms must be a number from 0 to ${MOST_BUFFER_DELAY_MS}.`);
  return { transcript, continues, flush: fields.flush === true, maxBufferDelayMs: delay };
}
