import { existsSync, readFileSync } from "node:fs";

// With `s`: a dot has to take Unicode's own line separators too, which end no line of the file.
const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/s;
const ESCAPES = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * The variables of a `.env` text. Quoted values may span lines; `\n` means a line break in double quotes only; an
 * unquoted value ends at ` #`. An empty value counts as not given.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseEnvFile(text) {
  /** @type {Record<string, string>} */
  const variables = {};
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const [, name, rest] = LINE.exec(lines[i]) ?? [];
    if (!name) continue;
    let value = rest.trim();
    const quote = value[0];
    if (quote === '"' || quote === "'" || quote === "`") {
      let raw = rest.trimStart().slice(1);
      while (closing(raw, quote) < 0 && i + 1 < lines.length) raw += `\n${lines[++i]}`;
      const end = closing(raw, quote);
      value = end < 0 ? raw : raw.slice(0, end);
      if (quote === '"') value = value.replace(/\\([nrt"\\])/g, (_, c) => ESCAPES[c]);
    } else {
      value = value.replace(/(^|\s+)#.*$/s, "").trim();
    }
    if (value !== "") variables[name] = value;
  }
  return variables;
}

/** Where the quoted value ends: the first quote without a backslash before it (double quotes only); −1: not here. */
function closing(raw, quote) {
  for (let i = 0; i < raw.length; i++) {
    if (quote === '"' && raw[i] === "\\") i++;
    else if (raw[i] === quote) return i;
  }
  return -1;
}

/** @param {string} file */
export function readEnvFile(file) {
  return existsSync(file) ? parseEnvFile(readFileSync(file, "utf8")) : {};
}
