import { sql } from "kysely";
import type { Db } from "./db.ts";

/** Sets the platform's switch and writes down who did it; null: this user is no operator, false: it stood so already. */
export async function setKillSwitchOf(
  db: Db,
  byUserId: string,
  isOn: boolean,
  reason: string,
): Promise<boolean | null> {
  const { rows } = await sql<{ moved: boolean | null }>`
    select talky.set_kill_switch(${byUserId}::uuid, ${isOn}, ${reason}) as moved`.execute(db);
  return rows[0]?.moved ?? null;
}
