import pg from "pg";

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** What `pg`'s types leave out of its own classes. */
interface Wire {
  stream: { cork(): void; uncork(): void };
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: unknown[] }): void;
  execute(portal: null): void;
}
interface Handlers {
  submit(connection: Wire): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: unknown): void;
}

/** By connection: the names of those that went ahead on it before. */
const parsed = new WeakMap<Wire, Set<string>>();

/**
 * Asks something that other statements go ahead of, all in one message: Postgres wakes and answers once. What those give
 * back is nobody's concern; where one of them fails, so does what is asked. No transaction ends in between.
 */
export function queryBehind(
  client: pg.ClientBase,
  ahead: readonly Statement[],
  asked: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(asked, (error: Error | null | undefined, result: unknown) =>
      error ? reject(error) : resolve(result as pg.QueryResult),
    );
    sendBehind(ahead, query as unknown as Handlers);
    client.query(query);
  });
}

function sendBehind(ahead: readonly Statement[], query: Handlers): void {
  const own = Object.getPrototypeOf(query) as Handlers;
  let open = ahead.length;
  query.submit = (wire) => {
    wire.stream.cork();
    try {
      for (const statement of ahead) send(wire, statement);
      return own.submit.call(query, wire);
    } finally {
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

function send(wire: Wire, { name, text, values }: Statement): void {
  const known = parsed.get(wire) ?? new Set();
  parsed.set(wire, known);
  if (!known.has(name)) wire.parse({ name, text });
  known.add(name);
  wire.bind({ statement: name, values });
  wire.execute(null);
}
