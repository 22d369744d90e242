import { describe, expect, it } from "vitest";
import { KeptAnswers } from "./kept-answers.ts";

const make = (most = 2) => {
  const clock = { ms: 0 };
  const asked: string[] = [];
  const kept = new KeptAnswers<string>({ keepMs: 100, most, now: () => clock.ms });
  const get = (key: string) =>
    kept.get(key, () => {
      asked.push(key);
      return Promise.resolve(`${key} ${asked.length}`);
    });
  return { clock, asked, get, kept };
};

describe("KeptAnswers", () => {
  it("asks once while the answer is fresh, even before it has come, and again afterwards", async () => {
    const { clock, asked, get } = make();
    expect(await Promise.all([get("a"), get("a")])).toEqual(["a 1", "a 1"]);
    clock.ms = 101;
    expect(await get("a")).toBe("a 2");
    expect(asked).toEqual(["a", "a"]);
  });

  it("lets the oldest go when there are too many", async () => {
    const { asked, get } = make();
    for (const key of ["a", "b", "c", "a"]) await get(key);
    expect(asked).toEqual(["a", "b", "c", "a"]);
  });

  it("keeps no failure", async () => {
    const { kept, get } = make();
    await expect(kept.get("a", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(await get("a")).toBe("a 1");
  });
});
