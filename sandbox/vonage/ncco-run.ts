import { parseNcco, type ConnectAction, type Ncco } from "./ncco.ts";
import { type Exchanged, SocketLeg } from "./socket-leg.ts";

/** The call whose instructions are run. */
export interface CallLine {
  readonly record: { to: string; from: string };
  readonly socketAuthorization: string;
  readonly isOver: boolean;
  emitLeg(body: Record<string, unknown> & { status: string }, onAnswer?: (answer: unknown) => void): void;
  agentCleared(): void;
  /** Nothing is left to do: the call ends. */
  nccoEnded(): void;
}

/** Runs an NCCO: one `connect` after the other, each with a socket leg of its own, with the leg's events. */
export class NccoRun {
  /** The one that runs, or ran last. */
  action: ConnectAction | null = null;
  private readonly call: CallLine;
  private rest: Ncco = [];
  private leg: SocketLeg | null = null;
  private framesOfEarlierLegs = 0;
  private hasLeft = false;

  constructor(call: CallLine) {
    this.call = call;
  }

  get framesFromApp(): number {
    return this.framesOfEarlierLegs + (this.leg?.framesFromApp ?? 0);
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
    this.leg?.break();
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

  private retire(leg: SocketLeg): void {
    this.framesOfEarlierLegs += leg.framesFromApp;
    this.leg = null;
    if (leg.isOpen) this.emit(leg, "completed", { sip_code: 200 });
  }

  private emit(
    leg: SocketLeg,
    status: string,
    fields: Record<string, unknown> = {},
    onAnswer?: (answer: unknown) => void,
  ): void {
    const { from } = this.call.record;
    const body = { from, to: leg.uri, uuid: leg.uuid, direction: "outbound", status, ...fields };
    this.call.emitLeg(body, onAnswer);
  }
}
