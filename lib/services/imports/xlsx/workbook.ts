import { posix } from "node:path";
import { UnreadableFile } from "../unreadable-file.ts";
import type { Package } from "./package.ts";
import { readWholeXml } from "./xml.ts";

const NO_WORKBOOK = "This is not an Excel workbook. Upload an .xlsx or a CSV file.";
const TOO_MANY_TEXTS = "The Excel file holds too much text to be read at once. Save it as CSV.";
/** Texts that cells share are kept in memory while the sheet is read. */
const MAX_SHARED_CHARACTERS = 32 * 1024 * 1024;

export interface Workbook {
  sheets: { name: string; path: string }[];
  sharedTexts: string[];
  /** For each cell style, whether it shows a number as a date. */
  isDateStyle: boolean[];
  /** Days are counted from 1904. */
  isFrom1904: boolean;
}

/** Throws UnreadableFile. */
export async function readWorkbook(pack: Package): Promise<Workbook> {
  const path = await workbookPath(pack);
  const folder = posix.dirname(path);
  const targets = await readRelations(pack, posix.join(folder, "_rels", `${posix.basename(path)}.rels`));
  const sheets: Workbook["sheets"] = [];
  let isFrom1904 = false;
  const part = await pack.open(path);
  if (!part) throw new UnreadableFile(NO_WORKBOOK);
  await readWholeXml(part, {
    open(name, attributes) {
      if (name === "workbookPr") isFrom1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      const target = name === "sheet" ? targets.get(attributes["r:id"] ?? relationOf(attributes)) : undefined;
      if (target?.type === "worksheet") {
        sheets.push({ name: attributes.name ?? "", path: inFolder(folder, target.path) });
      }
    },
  });
  if (sheets.length === 0) throw new UnreadableFile("The Excel file has no sheet with rows.");
  const byType = (type: string): string | undefined => {
    const found = [...targets.values()].find((target) => target.type === type);
    return found && inFolder(folder, found.path);
  };
  return {
    sheets,
    isFrom1904,
    sharedTexts: await readSharedTexts(pack, byType("sharedStrings")),
    isDateStyle: await readDateStyles(pack, byType("styles")),
  };
}

const inFolder = (folder: string, path: string): string =>
  path.startsWith("/") ? path.slice(1) : posix.join(folder, path);

/** The id of a relation, whatever its prefix is called. */
const relationOf = (attributes: Record<string, string>): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";

interface Target {
  type: string;
  path: string;
}

async function readRelations(pack: Package, path: string): Promise<Map<string, Target>> {
  const targets = new Map<string, Target>();
  await readWholeXml(await pack.open(path), {
    open(name, { Id, Type, Target }) {
      if (name !== "Relationship" || !Id || !Target) return;
      targets.set(Id, { type: posix.basename(Type ?? ""), path: Target });
    },
  });
  return targets;
}

async function workbookPath(pack: Package): Promise<string> {
  const main = [...(await readRelations(pack, "_rels/.rels")).values()].find(
    ({ type }) => type === "officeDocument",
  );
  if (!main) throw new UnreadableFile(NO_WORKBOOK);
  return inFolder("", main.path);
}

async function readSharedTexts(pack: Package, path: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  let current = "";
  let characters = 0;
  let depth = 0;
  let isPhonetic = false;
  if (path === undefined) return texts;
  await readWholeXml(await pack.open(path), {
    open(name) {
      if (name === "si") current = "";
      if (name === "rPh") isPhonetic = true;
      if (name === "t") depth += 1;
    },
    text(text) {
      if (depth > 0 && !isPhonetic) current += text;
    },
    close(name) {
      if (name === "t") depth -= 1;
      if (name === "rPh") isPhonetic = false;
      if (name !== "si") return;
      characters += current.length + 8;
      if (characters > MAX_SHARED_CHARACTERS) throw new UnreadableFile(TOO_MANY_TEXTS);
      texts.push(current);
    },
  });
  return texts;
}

async function readDateStyles(pack: Package, path: string | undefined): Promise<boolean[]> {
  const isDate: boolean[] = [];
  const own = new Map<string, boolean>();
  let isInCells = false;
  if (path === undefined) return isDate;
  await readWholeXml(await pack.open(path), {
    open(name, attributes) {
      if (name === "numFmt") own.set(attributes.numFmtId ?? "", showsDate(attributes.formatCode ?? ""));
      if (name === "cellXfs") isInCells = true;
      if (name !== "xf" || !isInCells) return;
      const format = attributes.numFmtId ?? "0";
      isDate.push(own.get(format) ?? isBuiltInDate(Number(format)));
    },
    close(name) {
      if (name === "cellXfs") isInCells = false;
    },
  });
  return isDate;
}

const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 22) || (format >= 45 && format <= 47);

/** What stands in quotes, in brackets or behind a backslash is shown as it is. */
const showsDate = (code: string): boolean =>
  /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, "").replaceAll(/general/gi, ""));
