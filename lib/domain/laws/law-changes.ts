import { z } from "zod";
import { lawBookOf, type LawBook } from "./law-book.ts";
import { lawSchema, type Law, type LawTerms } from "./law.ts";

/** An operator's word on a place: what holds there from then on; null: what is shipped. */
export interface LawChange {
  place: string;
  terms: LawTerms | null;
  at: Date;
}

const changedLaws = z.array(lawSchema);
/** Every dial reads the same few laws, so that they are made into a book once. */
let last: { text: string; book: LawBook } | null = null;

/** The book in force from the changed laws as the database writes them (JSON). Throws on what is none: nothing is dialled by laws that cannot be read. */
export function lawBookFrom(text: string): LawBook {
  if (last?.text !== text) last = { text, book: lawBookOf(changedLaws.parse(JSON.parse(text))) };
  return last.book;
}

/** Which laws held when: `changes` oldest first. */
export function lawHistory(changes: readonly LawChange[]): (at: Date) => LawBook {
  const books = new Map<number, LawBook>();
  return (at) => {
    const made = changes.filter((change) => change.at <= at);
    const known = books.get(made.length);
    if (known) return known;
    const laws = new Map<string, Law>();
    for (const { place, terms } of made) {
      if (terms) laws.set(place, { ...terms, place });
      else laws.delete(place);
    }
    const book = lawBookOf([...laws.values()]);
    books.set(made.length, book);
    return book;
  };
}
