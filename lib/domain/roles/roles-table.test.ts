import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { USER_ROLES } from "../statuses.ts";
import { ACTIONS, mayDo, roleRefusal } from "./actions.ts";
import { rolesTable } from "./roles-table.ts";

const text = readFileSync(new URL("../../../docs/roles.md", import.meta.url), "utf8");
/** The cells of each line of the document's table, its head left out. */
const written = text
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const mark = (isYes: boolean): string => (isYes ? "yes" : "–");

describe("the table of who may do what", () => {
  it("stands in docs/roles.md as it is", () => {
    const rows = rolesTable().map(({ what, isInPerson, may }) => [
      what,
      ...USER_ROLES.map((role) => mark(may[role])),
      mark(!isInPerson),
    ]);
    expect(written).toEqual(rows);
  });

  it("gives an owner everything, and nobody more than an admin but an owner", () => {
    for (const action of Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]) {
      expect(mayDo("owner", action)).toBe(true);
      if (mayDo("user", action)) expect(mayDo("admin", action)).toBe(true);
    }
  });

  it("says no in a sentence", () => {
    expect(roleRefusal("api_keys.change")).toBe("Only an owner or an admin can make and revoke API keys.");
    expect(roleRefusal("owners.change")).toBe("Only an owner can make and unmake owners.");
  });
});
