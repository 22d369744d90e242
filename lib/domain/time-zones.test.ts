import { expect, test, vi } from "vitest";
import { isTimeZone } from "./settings.ts";

test("a zone's name is looked up once, however many leads have it; a bad one stays bad", () => {
  const format = vi.spyOn(Intl.DateTimeFormat.prototype, "resolvedOptions");
  for (let i = 0; i < 100; i += 1) {
    expect(isTimeZone("America/Chicago")).toBe(true);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
  }
  expect(format).toHaveBeenCalledTimes(1);
  format.mockRestore();
});

test("names that never end do not fill the memory, and are answered rightly all the same", () => {
  for (let i = 0; i < 5000; i += 1) isTimeZone(`Nowhere/${i}`);
  expect(isTimeZone("Europe/Paris")).toBe(true);
  expect(isTimeZone("Nowhere/1")).toBe(false);
});
