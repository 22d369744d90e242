import { describe, expect, it } from "vitest";
import { type Column, shownColumns } from "./column.ts";

const column = (id: string, isHiddenAtFirst = false): Column<string> => ({
  id,
  head: id,
  cell: (text) => text,
  isOptional: true,
  isHiddenAtFirst,
});

describe("shownColumns", () => {
  const columns = [column("name"), column("cost", true)];
  const shown = (...changed: string[]) => shownColumns(columns, new Set(changed)).map(({ id }) => id);

  it("turns over what was changed, and leaves the rest as it begins", () => {
    expect(shown()).toEqual(["name"]);
    expect(shown("cost")).toEqual(["name", "cost"]);
    expect(shown("name", "cost")).toEqual(["cost"]);
  });
});
