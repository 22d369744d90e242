import type { IncomingMessage, ServerResponse } from "node:http";
import { controlView } from "../vonage/call-record.ts";
import type { Switchboard } from "../vonage/switchboard.ts";
import { readBody, sendJson, type Simulator } from "../simulator.ts";
import type { World } from "../world.ts";
import { applyFaults, faultsSchema } from "./faults.ts";
import type { Mailbox } from "./mailbox.ts";
import { TraceShelf } from "../traces/trace-shelf.ts";

export interface ControlParts {
  switchboard: Switchboard;
  mailbox: Mailbox;
  /** All that `reset` puts back to the start, without this one. */
  simulators: readonly Simulator[];
}

const PREFIX = "/_sandbox/";
const MAX_BODY_BYTES = 64 * 1024;
const MAX_SPANS_BYTES = 8 * 1024 * 1024;
const AUDIO_PATH = /^calls\/([^/]+)\/audio$/;

/** Looks into the sandbox and changes it, from this machine only. */
export function createControlSimulator(world: World, parts: ControlParts): Simulator {
  const { switchboard, mailbox } = parts;
  const traces = new TraceShelf();

  async function answer(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname.slice(PREFIX.length);
    const audioOf = AUDIO_PATH.exec(path)?.[1];
    if (audioOf !== undefined && req.method === "GET") return sendAudio(res, audioOf);
    switch (`${req.method} ${path}`) {
      case "GET calls":
        return sendJson(res, 200, { calls: switchboard.records().map(controlView) });
      case "GET stats":
        return sendJson(res, 200, switchboard.stats());
      case "GET mail":
        return sendJson(res, 200, { messages: mailbox.messages });
      case "GET traces": {
        const callId = url.searchParams.get("call_id");
        return sendJson(res, 200, { spans: callId === null ? traces.all : traces.ofCall(callId) });
      }
      case "POST otlp/v1/traces":
        traces.take(JSON.parse((await readBody(req, MAX_SPANS_BYTES)).toString("utf8")));
        return sendJson(res, 200, {});
      case "POST reset":
        for (const simulator of parts.simulators) simulator.reset();
        world.reset();
        mailbox.clear();
        traces.clear();
        return sendJson(res, 200, { ok: true });
      case "POST faults":
        return setFaults(req, res);
      default:
        sendJson(res, 404, { error: `The sandbox's control has nothing at ${req.method} ${PREFIX}${path}.` });
    }
  }

  function sendAudio(res: ServerResponse, uuid: string): void {
    const track = switchboard.shelf.find(uuid);
    if (!track) return sendJson(res, 404, { error: "There is no audio of such a call, or no more." });
    const wav = track.wav();
    res.writeHead(200, { "content-type": "audio/wav", "content-length": wav.length }).end(wav);
  }

  async function setFaults(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let body: unknown;
    try {
      body = JSON.parse((await readBody(req, MAX_BODY_BYTES)).toString("utf8"));
    } catch {
      return sendJson(res, 400, { error: "The body is not JSON." });
    }
    const parsed = faultsSchema.safeParse(body);
    if (!parsed.success) {
      const reasons = parsed.error.issues.map(
        (issue) => `${issue.path.join(".") || "body"}: ${issue.message}`,
      );
      return sendJson(res, 400, { error: reasons.join("; ") });
    }
    applyFaults(world, parsed.data);
    sendJson(res, 200, {
      persona: world.forcedPersona,
      carrier_calls_per_second: world.callsPerSecond,
      latency_ms: {
        stt_eot: world.latencies.sttEotMs,
        llm_first_token: world.latencies.llmFirstTokenMs,
        tts_first_audio: world.latencies.ttsFirstAudioMs,
      },
    });
  }

  return {
    name: "control",
    async handle(req, res, url) {
      if (!url.pathname.startsWith(PREFIX)) return false;
      if (isLoopback(req.socket.remoteAddress)) await answer(req, res, url);
      else sendJson(res, 403, { error: "The sandbox is controlled from its own machine only." });
      return true;
    },
    reset() {},
    async close() {},
  };
}

export function isLoopback(address: string | undefined): boolean {
  return address === "::1" || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address ?? "");
}
