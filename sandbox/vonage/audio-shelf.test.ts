import { expect, it } from "vitest";
import { AudioShelf } from "./audio-shelf.ts";

const frame = Buffer.alloc(640, 1);

it("lets the oldest call's audio go when there is too much of it, also while that call lasts", () => {
  const shelf = new AudioShelf();
  const [first, second] = [shelf.open("first"), shelf.open("second")];
  for (let i = 0; i < 40_000; i += 1) {
    shelf.note(first.add(frame, frame));
    shelf.note(second.add(frame, frame));
  }
  const third = shelf.open("third");
  for (let i = 0; i < 45_000; i += 1) shelf.note(third.add(frame, null));
  expect(shelf.find("first")).toBeNull();
  expect(shelf.find("second")).toBe(second);
  expect(first.add(frame, frame)).toBe(0);
  expect(second.wav().length).toBe(44 + 40_000 * 640 * 2);
  expect(third.add(null, null)).toBe(0);
});

it("keeps five hundred calls", () => {
  const shelf = new AudioShelf();
  for (let i = 0; i <= 500; i += 1) shelf.open(`call ${i}`);
  expect(shelf.find("call 0")).toBeNull();
  expect(shelf.find("call 1")).not.toBeNull();
});

it("keeps a quarter of an hour of one call", () => {
  const track = new AudioShelf().open("long");
  for (let i = 0; i < 45_100; i += 1) track.add(null, null);
  expect(track.wav().length).toBe(44 + 45_000 * 640 * 2);
});
