import type { Page } from "playwright";

/** What stood on the board, by the clock of this machine. */
export interface OnScreen {
  /** By a turn's mark: when it was first seen. */
  turns: Record<string, number>;
  /** By call: when its card came, and when it went. */
  came: Record<string, number>;
  went: Record<string, number>;
  /** Each word of a call's state, when it was first seen. */
  states: { callId: string; word: string; atMs: number }[];
  /** Marks that stood there twice at once, and calls with two cards. */
  doubled: string[];
}

/** Of each card, in the order of the board, the marks of its turns. */
export type Board = Record<string, string[]>;

/** Looks at the board each time it has changed, in the frame in which it is drawn. */
export async function watchBoard(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: OnScreen = { turns: {}, came: {}, went: {}, states: [], doubled: [] };
    const words = new Map<string, string>();
    let isPlanned = false;
    const look = (): void => {
      isPlanned = false;
      const now = performance.timeOrigin + performance.now();
      const there = new Set<string>();
      for (const card of document.querySelectorAll("main section[aria-label]")) {
        const callId = card.querySelector("h2 a")?.getAttribute("href")?.split("/").at(-1) ?? "";
        if (callId === "") continue;
        if (there.has(callId)) seen.doubled.push(callId);
        there.add(callId);
        seen.came[callId] ??= now;
        const word = card.querySelector("header > div:last-child > :first-child")?.textContent ?? "";
        if (words.get(callId) !== word) {
          words.set(callId, word);
          seen.states.push({ callId, word, atMs: now });
        }
        const marks: string[] = [...(card.querySelector("ol")?.textContent?.match(/⟨\d+⟩/g) ?? [])];
        for (const [at, mark] of marks.entries()) {
          seen.turns[mark] ??= now;
          if (marks.indexOf(mark) !== at) seen.doubled.push(mark);
        }
      }
      for (const callId of Object.keys(seen.came)) if (!there.has(callId)) seen.went[callId] ??= now;
    };
    Object.assign(window, { seenOnBoard: seen });
    new MutationObserver(() => {
      if (isPlanned) return;
      isPlanned = true;
      requestAnimationFrame(look);
    }).observe(document.querySelector("main") as Element, {
      childList: true,
      subtree: true,
      characterData: true,
    });
    look();
  });
}

export const seenOnBoard = (page: Page): Promise<OnScreen> =>
  page.evaluate(() => (window as unknown as { seenOnBoard: OnScreen }).seenOnBoard);

export const boardNow = (page: Page): Promise<Board> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll("main section[aria-label]")].flatMap((card) => {
        const callId = card.querySelector("h2 a")?.getAttribute("href")?.split("/").at(-1);
        return callId ? [[callId, card.querySelector("ol")?.textContent?.match(/⟨\d+⟩/g) ?? []]] : [];
      }),
    ),
  );
