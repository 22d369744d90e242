import type { ClockedPool } from "./clocked-pool.ts";

interface Asked {
  query(text: string): Promise<unknown>;
}

/**
 * For very many calls: leaves out what no rule, no dial and no judge asks for, and puts off to the end what can be asked
 * then. The simulation in the test suite leaves out nothing but the indexes of pages.
 */
export async function makeLean(owner: Asked): Promise<void> {
  for (const step of [WITHOUT_SUMS, CHECKS_LATER, ROOM, WITHOUT_WAL]) await owner.query(step);
}

/** Puts the checks back, each of which looks at all rows: those that do not hold. */
export async function brokenChecks(owner: ClockedPool): Promise<string[]> {
  const { rows } = await owner.query<{ of: string; definition: string }>(
    "select of::text, definition from virtual.checks order by 1, 2",
  );
  const broken: string[] = [];
  for (const { of, definition } of rows)
    await owner.query(`alter table ${of} add ${definition}`).catch((error: unknown) => {
      if ((error as { code?: string }).code !== "23514") throw error;
      broken.push(`${of}: ${definition}`);
    });
  return broken;
}

/** The triggers that keep what pages show of calls, jobs and contacts in sums. */
const SUMS: Record<string, readonly string[]> = {
  calls: [
    "keep_reply_times",
    ...["added", "changed", "removed"].flatMap((of) => [`tally_${of}`, `tally_${of}_charges`]),
  ],
  dialer_jobs: ["tally_added", "tally_changed", "tally_removed"],
  leads: ["added", "changed", "removed"].flatMap((of) => [`count_${of}`, `tally_${of}`]),
};
const WITHOUT_SUMS = Object.entries(SUMS)
  .flatMap(([table, triggers]) => triggers.map((one) => `drop trigger ${one} on talky.${table}`))
  .join("; ");

/** Postgres reads each check anew at every statement that writes: a tenth of all its time. */
const CHECKS_LATER = `create table virtual.checks as
  select conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition from pg_constraint
  where connamespace = 'talky'::regnamespace and contype = 'c' and conrelid <> 0;
do $$
declare
  one record;
begin
  for one in select conrelid::regclass as of, conname from pg_constraint
    where connamespace = 'talky'::regnamespace and contype = 'c' and conrelid <> 0 loop
    execute format('alter table %s drop constraint %I', one.of, one.conname);
  end loop;
end $$`;

/** A call's row changes six times: where it finds room beside itself, the indexes need not hear of it. */
const ROOM = "alter table talky.calls set (fillfactor = 40)";

/** Nobody comes back to this database after its server has gone. */
const WITHOUT_WAL = `do $$
declare
  one regclass;
  is_done boolean := false;
begin
  -- One that others refer to can only follow them.
  while not is_done loop
    is_done := true;
    for one in select oid from pg_class
      where relnamespace = 'talky'::regnamespace and relkind = 'r' and relpersistence = 'p' loop
      begin
        execute format('alter table %s set unlogged', one);
      exception when invalid_table_definition then is_done := false;
      end;
    end loop;
  end loop;
end $$`;
