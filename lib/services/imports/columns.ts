import type { ColumnUse, ImportField } from "#lib/domain/api/import";
import { looksLikePhone } from "./phone-like.ts";
import { SPELLINGS } from "./spellings.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/** A header that is none of the spellings may still say that it holds a number ("Phone (mobile)"). */
const PHONE_WORDS = [
  "phone",
  "mobile",
  "telefon",
  "telefo",
  "handy",
  "celular",
  "电话",
  "電話",
  "手机",
  "телефон",
];
/** Each row costs as much as the file has columns, so a header of millions would keep a process busy for hours. */
const MAX_COLUMNS = 200;
/** The first columns of an error file of ours; they tell what was wrong and are no part of the contact. */
export const ERROR_FILE_HEADER = ["row", "column", "code", "message"];
export const isErrorFileHeader = (compact: string[]): boolean =>
  ERROR_FILE_HEADER.every((word, at) => compact[at] === word);
const IS_MOSTLY = 0.5;

export interface Columns {
  /** The headers as they stand in the file, each once; an empty one is named by its place. */
  names: string[];
  uses: ColumnUse[];
}

export const compactHeader = (header: string): string =>
  header
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");

const known = new Set(Object.values(SPELLINGS).flat());
export const isKnownHeader = (compact: string): boolean =>
  known.has(compact) || PHONE_WORDS.some((word) => compact.includes(word));

/** What the tenant made of columns before, by their compact headers. */
export type RememberedUses = ReadonlyMap<string, ColumnUse>;

export interface ColumnHints {
  /** Said for this file, by header; it holds. */
  mapping: Record<string, ColumnUse> | null;
  remembered: RememberedUses;
  /** The first rows under the header. */
  sample: string[][];
}

/**
 * What each column is for: as the mapping says, else as the tenant had it before, else by its header, else by what
 * stands in it. Throws UnreadableFile without a phone column, with a mapping of columns that are not there, or with too
 * many columns. `header` null: the file has none.
 */
export function detectColumns(header: string[] | null, hints: ColumnHints): Columns {
  const columns = suggestColumns(header, hints);
  if (!columns.uses.includes("phone_number")) throw new UnreadableFile(noPhoneColumn(columns.names));
  return columns;
}

/** The same for a person to look at: a phone column may still be missing. */
export function suggestColumns(header: string[] | null, hints: ColumnHints): Columns {
  const width = header?.length ?? Math.max(0, ...hints.sample.map((cells) => cells.length));
  if (width > MAX_COLUMNS) {
    throw new UnreadableFile(
      `The file has ${width} columns. Remove some: at most ${MAX_COLUMNS} can be imported.`,
    );
  }
  const names = uniqueNames(header ?? Array.from({ length: width }, () => ""));
  const spelled = names.map((name, at) => (header?.[at]?.trim() ? compactHeader(name) : ""));
  const uses: (ColumnUse | null)[] = names.map(() => null);
  applyMapping(names, uses, hints.mapping ?? {});
  const isFree = (at: number): boolean => uses[at] === null;
  if (isErrorFileHeader(spelled) && ERROR_FILE_HEADER.every((_, at) => isFree(at))) {
    ERROR_FILE_HEADER.forEach((_, at) => (uses[at] = "ignore"));
  }
  spelled.forEach((spelling, at) => {
    const use = hints.remembered.get(spelling);
    if (use && isFree(at) && (use === "custom" || use === "ignore" || !uses.includes(use))) uses[at] = use;
  });
  for (const [field, spellings] of Object.entries(SPELLINGS) as [ImportField, readonly string[]][]) {
    if (uses.includes(field)) continue;
    for (const spelling of spellings) {
      const at = spelled.findIndex((s, i) => s === spelling && isFree(i));
      if (at === -1) continue;
      uses[at] = field;
      break;
    }
  }
  if (!uses.includes("phone_number")) {
    const byWord = spelled.findIndex((s, i) => isFree(i) && PHONE_WORDS.some((word) => s.includes(word)));
    const at = byWord === -1 ? columnOf(hints.sample, width, isFree, looksLikePhone) : byWord;
    if (at !== -1) uses[at] = "phone_number";
  }
  if (!uses.includes("email")) {
    const at = columnOf(hints.sample, width, isFree, (cell) => /^\S+@\S+\.\S+$/.test(cell.trim()));
    if (at !== -1) uses[at] = "email";
  }
  return { names, uses: uses.map((use) => use ?? "custom") };
}

function applyMapping(names: string[], uses: (ColumnUse | null)[], mapping: Record<string, ColumnUse>): void {
  for (const [name, use] of Object.entries(mapping)) {
    const at = names.findIndex((n) => n.toLowerCase() === name.trim().toLowerCase());
    if (at === -1) {
      throw new UnreadableFile(`The mapping names a column that the file does not have: ${shorten(name)}.`);
    }
    uses[at] = use;
  }
}

/** A cut may halve a surrogate pair, which Postgres refuses in JSON. */
function uniqueNames(header: string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, at) => {
    const name = cell.trim().slice(0, 80).toWellFormed() || `column ${at + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique.toLowerCase()); n += 1)
      unique = `${name.slice(0, 70).toWellFormed()} (${n})`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** The free column in which the most cells are such, and at least half of those that are filled; -1: none. */
function columnOf(
  sample: string[][],
  width: number,
  isFree: (at: number) => boolean,
  isSuch: (cell: string) => boolean,
): number {
  let best = -1;
  let most = 0;
  for (let at = 0; at < width; at += 1) {
    const cells = sample.map((row) => row[at] ?? "").filter((cell) => cell.trim() !== "");
    const such = cells.filter(isSuch).length;
    if (isFree(at) && such > most && such >= cells.length * IS_MOSTLY) [best, most] = [at, such];
  }
  return best;
}

function noPhoneColumn(names: string[]): string {
  const shown = names.slice(0, 20).map(shorten).join(", ");
  const more = names.length > 20 ? ` and ${names.length - 20} more` : "";
  return `No column holds phone numbers: the file has ${shown}${more}. Name one of them "phone".`;
}

const shorten = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);
