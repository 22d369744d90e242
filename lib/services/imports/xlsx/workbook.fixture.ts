import { strToU8, zipSync } from "fflate";

const TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface FixtureOptions {
  /** Sheets by name: the inner XML of `sheetData`. */
  sheets: Record<string, string>;
  /** The inner XML of `sst`. */
  shared?: string;
  /** The inner XML of `styleSheet`. */
  styles?: string;
}

/** An .xlsx as small as Excel would still open. */
export function workbookOf({ sheets, shared = "", styles = "" }: FixtureOptions): Uint8Array {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${TYPE}/${type}" Target="${target}"/>`;
  const files: Record<string, string> = {
    "_rels/.rels": `<Relationships>${relation("m", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${TYPE}"><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="s${i}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names.map((_, i) => relation(`s${i}`, "worksheet", `worksheets/sheet${i}.xml`)).join("")}${relation("t", "sharedStrings", "sharedStrings.xml")}${relation("y", "styles", "styles.xml")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst>${shared}</sst>`,
    "xl/styles.xml": `<styleSheet>${styles}</styleSheet>`,
  };
  names.forEach((name, i) => {
    files[`xl/worksheets/sheet${i}.xml`] = `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
}
