import type { LiveBoard, LiveCall, LiveEvent, LiveTurn } from "../api/live.ts";

/** A call on the board, and the newest event that is in it. */
export interface BoardCall extends LiveCall {
  asOf: number;
}

/** The calls that go on now, by their ids. */
export type Board = ReadonlyMap<string, BoardCall>;

/** What was read from the rows, as a board. */
export const boardOf = ({ as_of: asOf, items }: LiveBoard): Board =>
  new Map(items.map((call) => [call.call_id, { ...call, asOf }]));

/**
 * The board after an event. An event that comes twice, or that a board read later knows already, changes nothing more; one
 * of a call that is not on the board is of no use.
 */
export function applyLive(board: Board, event: LiveEvent): Board {
  switch (event.type) {
    case "call.started": {
      if (board.has(event.call_id)) return board;
      const { type: _, id = 0, ...call } = event;
      return new Map(board).set(call.call_id, { ...call, turns: [], saying: null, asOf: id });
    }
    case "call.state": {
      const { carrier_state, session_state, answered_by, answered_at, id = 0 } = event;
      return change(board, event.call_id, (call) =>
        id <= call.asOf
          ? call
          : {
              ...call,
              carrier_state,
              // Not every event says how far the conversation is.
              session_state: session_state ?? call.session_state,
              answered_by: answered_by ?? call.answered_by,
              answered_at: answered_at ?? call.answered_at,
              asOf: id,
            },
      );
    }
    case "call.turn": {
      const { final, index, role, text, interrupted } = event;
      return change(board, event.call_id, (call) => {
        if (!final || index === null) return role === "tool" ? call : { ...call, saying: { role, text } };
        return {
          ...call,
          turns: withTurn(call.turns, { index, role, text, interrupted }),
          saying: unsaid(call, role),
        };
      });
    }
    case "call.ended": {
      if (!board.has(event.call_id)) return board;
      const rest = new Map(board);
      rest.delete(event.call_id);
      return rest;
    }
    case "live.ready":
    case "live.reset":
    case "live.ping":
    case "campaign.status":
    case "campaign.stats":
    case "import.progress":
      return board;
  }
}

function change(board: Board, callId: string, how: (call: BoardCall) => BoardCall): Board {
  const call = board.get(callId);
  return call === undefined ? board : new Map(board).set(callId, how(call));
}

const withTurn = (turns: readonly LiveTurn[], turn: LiveTurn): LiveTurn[] =>
  [...turns.filter(({ index }) => index !== turn.index), turn].toSorted((a, b) => a.index - b.index);

/** Whose turn is written is no longer saying it. */
const unsaid = ({ saying }: BoardCall, role: LiveTurn["role"]): BoardCall["saying"] =>
  saying?.role === role ? null : saying;
