import { parseNcco, type ConnectAction, type Ncco } from "./ncco.ts";
import { PhoneLeg, type PhoneLegWorld } from "./phone-leg.ts";
import type { Unanswered } from "./phone-line.ts";
import type { TransferRecord } from "./call-record.ts";
import { type Exchanged, SocketLeg } from "./socket-leg.ts";

/** The call whose instructions are run. */
export interface CallLine {
  readonly record: { to: string; from: string; transfers: TransferRecord[] };
  readonly world: PhoneLegWorld;
  readonly socketAuthorization: string;
  readonly isOver: boolean;
  emitLeg(body: Record<string, unknown> & { status: string }, onAnswer?: (answer: unknown) => void): void;
  agentCleared(): void;
  /** Nothing is left to do: the call ends. */
  nccoEnded(): void;
}

const RINGS_FOR_S = 60;

/** Runs an NCCO: one `connect` after the other, each with a leg of its own, with the leg's events. */
export class NccoRun {
  /** The one that runs, or ran last. */
  action: ConnectAction | null = null;
  private readonly call: CallLine;
  private rest: Ncco = [];
  private leg: SocketLeg | PhoneLeg | null = null;
  private framesOfEarlierLegs = 0;
  private hasLeft = false;

  constructor(call: CallLine) {
    this.call = call;
  }

  get framesFromApp(): number {
    return this.framesOfEarlierLegs + (this.leg instanceof SocketLeg ? this.leg.framesFromApp : 0);
  }

  begin(ncco: Ncco): void {
    this.rest = ncco;
    this.next();
  }

  /** What the app answered to a webhook; anything but an NCCO is as good as none. */
  beginWith(answer: unknown): void {
    const ncco = parseNcco(answer);
    if (ncco) this.rest = ncco;
    this.next();
  }

  exchange(said: Buffer | null): Exchanged {
    return this.leg?.exchange(said) ?? { sent: false, played: null };
  }

  /** The connection to the app's socket breaks. */
  breakSocket(): void {
    if (this.leg instanceof SocketLeg) this.leg.break();
  }

  /** The call ends or goes elsewhere: the leg is completed, and nothing here happens any more. */
  leave(): void {
    this.hasLeft = true;
    const leg = this.leg;
    if (!leg) return;
    leg.close();
    this.retire(leg);
  }

  private next(): void {
    if (this.hasLeft || this.call.isOver) return;
    const [action, ...rest] = this.rest;
    if (!action) {
      this.call.nccoEnded();
      return;
    }
    this.rest = rest;
    this.action = action;
    this.connect(action);
  }

  private connect(action: ConnectAction): void {
    const [endpoint] = action.endpoint;
    if (!endpoint) return;
    if (endpoint.type === "phone") {
      const { from } = this.call.record;
      const call = { from: action.from ?? from, timeoutS: action.timeout ?? RINGS_FOR_S };
      const leg = new PhoneLeg(endpoint, call, this.call.world, {
        ringing: () => this.emit(leg, "ringing"),
        answered: () => this.emit(leg, "answered", { start_time: null, rate: null, network: null }),
        failed: (how) => this.unanswered(leg, action, how),
        closed: () => {
          this.retire(leg);
          this.next();
        },
      });
      this.leg = leg;
      this.call.record.transfers.push(leg.record);
      this.emit(leg, "started");
      return;
    }
    const leg = new SocketLeg(endpoint, () => this.call.socketAuthorization, {
      opened: () => this.emit(leg, "answered", { start_time: null, rate: null, network: null }),
      failed: (reason) => this.failed(leg, action, reason),
      closed: (by) => this.closed(leg, by),
      cleared: () => this.call.agentCleared(),
    });
    this.leg = leg;
    this.emit(leg, "started");
  }

  private failed(leg: SocketLeg, action: ConnectAction, reason: string): void {
    if (this.hasLeft) return;
    console.error("sandbox: the app's audio socket could not be opened", reason);
    this.leg = null;
    const fields = { detail: "cannot_route", sip_code: 404 };
    if (action.eventType !== "synchronous") {
      this.emit(leg, "failed", fields);
      this.next();
      return;
    }
    this.emit(leg, "failed", fields, (answer) => this.beginWith(answer));
  }

  private unanswered(leg: PhoneLeg, action: ConnectAction, how: Unanswered): void {
    if (this.hasLeft) return;
    this.leg = null;
    const fields = { sip_code: how.sipCode, ...(how.detail ? { detail: how.detail } : {}) };
    if (action.eventType === "synchronous")
      return this.emit(leg, how.status, fields, (answer) => this.beginWith(answer));
    this.emit(leg, how.status, fields);
    this.next();
  }

  private closed(leg: SocketLeg, by: "app" | "lost" | "refused"): void {
    if (this.hasLeft) return;
    if (by === "refused") {
      this.retire(leg);
      this.next();
      return;
    }
    this.emit(leg, "disconnected", { headers: leg.headers }, (answer) => {
      if (this.hasLeft || this.call.isOver) return;
      this.beginWith(answer);
    });
    this.retire(leg);
  }

  private retire(leg: SocketLeg | PhoneLeg): void {
    if (leg instanceof SocketLeg) this.framesOfEarlierLegs += leg.framesFromApp;
    this.leg = null;
    if (leg.isOpen) this.emit(leg, "completed", { sip_code: 200 });
  }

  private emit(
    leg: SocketLeg | PhoneLeg,
    status: string,
    fields: Record<string, unknown> = {},
    onAnswer?: (answer: unknown) => void,
  ): void {
    const { from } = this.call.record;
    const to = leg instanceof SocketLeg ? leg.uri : leg.to;
    const body = { from, to, uuid: leg.uuid, direction: "outbound", status, ...fields };
    this.call.emitLeg(body, onAnswer);
  }
}
