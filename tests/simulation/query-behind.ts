/* oxlint-disable no-underscore-dangle -- pg has no other names for them */
import pg from "pg";

export interface Statement {
  name: string;
  text: string;
  values: readonly unknown[];
}

/** What `pg`'s types leave out of its own classes. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  parsedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: readonly unknown[] }): void;
  execute(portal: null): void;
  describe?(portal: unknown): void;
}
/** What a statement's rows look like, and how they are read. */
interface Shape {
  fields: unknown;
  _parsers: unknown;
  _prebuiltEmptyResultObject: unknown;
}
interface Query {
  name: string;
  queryMode: string;
  _result: Shape;
  _accumulateRows: boolean;
  submit(wire: Wire): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: unknown): void;
}

const nothing = (): void => undefined;
/** By connection: the names of those that went ahead on it before. */
const wentAhead = new WeakMap<Wire, Set<string>>();
/** By name, which tells the text: Postgres need not describe the same rows again and again. */
const shapes = new Map<string, Shape>();

/**
 * Asks a prepared statement that others go ahead of, all in one message: Postgres wakes and answers once. What those give
 * back is nobody's concern; where one of them fails, so does what is asked. No transaction ends in between.
 */
export function queryBehind(
  client: pg.ClientBase,
  ahead: readonly Statement[],
  asked: Statement,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    // `pg` would copy an object at length; a name makes it prepared.
    const query = new pg.Query(asked.text, [...asked.values], (error: Error | null | undefined, result) => {
      if (error) return reject(error);
      if (!shapes.has(asked.name)) shapes.set(asked.name, shapeOf(result as unknown as Shape));
      resolve(result);
    });
    send(query as unknown as Query, ahead, asked);
    client.query(query);
  });
}

const shapeOf = ({ fields, _parsers, _prebuiltEmptyResultObject }: Shape): Shape => ({
  fields,
  _parsers,
  _prebuiltEmptyResultObject,
});

function send(query: Query, ahead: readonly Statement[], asked: Statement): void {
  const own = Object.getPrototypeOf(query) as Query;
  let open = ahead.length;
  query.name = asked.name;
  query.queryMode = "extended";
  query.submit = (wire) => {
    wire.stream.cork();
    try {
      for (const statement of ahead) sendAhead(wire, statement);
      const shape = wire.parsedStatements[asked.name] === undefined ? undefined : shapes.get(asked.name);
      if (shape) {
        Object.assign(query._result, shape);
        query._accumulateRows = true;
        wire.describe = nothing;
      }
      return own.submit.call(query, wire);
    } finally {
      delete wire.describe;
      wire.stream.uncork();
    }
  };
  query.handleDataRow = (message) => {
    if (open === 0) own.handleDataRow.call(query, message);
  };
  query.handleCommandComplete = (message, wire) => {
    if (open === 0) own.handleCommandComplete.call(query, message, wire);
    else open -= 1;
  };
}

function sendAhead(wire: Wire, { name, text, values }: Statement): void {
  const known = wentAhead.get(wire) ?? new Set();
  wentAhead.set(wire, known);
  if (!known.has(name)) wire.parse({ name, text });
  known.add(name);
  wire.bind({ statement: name, values });
  wire.execute(null);
}
