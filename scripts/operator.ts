/**
 * Who runs the platform: `npm run operator -- add|remove <e-mail>`, or `list`. They sign in like everybody and find the
 * platform at /admin. Connects as the database's owner, like `npm run migrate`; there is no other way to become one.
 */
import pg from "pg";

const [verb = "", email = ""] = process.argv.slice(2);
const url = process.env["DATABASE_DIRECT_URL"] || process.env["DATABASE_URL"];
const isAsked = verb === "list" || (["add", "remove"].includes(verb) && email !== "");
if (!url || !isAsked) {
  console.error(
    isAsked
      ? "Set DATABASE_URL to the owner's connection."
      : "npm run operator -- list, or add or remove with an e-mail address",
  );
  process.exit(2);
}
const client = new pg.Client({ connectionString: url });
await client.connect();
try {
  console.log(await run());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await client.end();
}

async function run(): Promise<string> {
  if (verb === "list") {
    const { rows } = await client.query<{ email: string }>(
      "select u.email from talky.operators o join auth.users u on u.id = o.user_id order by 1",
    );
    return rows.length === 0 ? "There are no operators." : rows.map((row) => row.email).join("\n");
  }
  const { rows } = await client.query<{ id: string }>(
    "select id from auth.users where lower(email) = lower($1)",
    [email],
  );
  const [user] = rows;
  if (!user) throw new Error(`Nobody has signed up as ${email}: sign up first.`);
  const statement =
    verb === "add"
      ? "insert into talky.operators (user_id) values ($1) on conflict do nothing"
      : "delete from talky.operators where user_id = $1";
  await client.query("begin");
  const { rowCount } = await client.query(statement, [user.id]);
  if (rowCount) {
    await client.query(
      "insert into talky.audit_log (actor, action, subject_type, subject_id) values ($1, $2, 'operator', $3)",
      ["operator:owner", verb === "add" ? "platform.add_operator" : "platform.remove_operator", user.id],
    );
  }
  await client.query("commit");
  return verb === "add" ? `${email} is an operator: /admin.` : `${email} is no operator.`;
}
