import { readFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";

const IMPORTED = /\b(?:from|import)\s*\(?\s*"([.#][^"]+)"/g;

/** A module's own file and all files of the repository that it imports, directly or not; from `root`, sorted. */
export function modulesOf(root: string, entry: string): string[] {
  const found = new Set<string>();
  const left = [join(root, entry)];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    if (extname(file) === ".json") continue;
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(IMPORTED))
      // As package.json's `imports` have it.
      left.push(name.startsWith("#") ? join(root, `${name.slice(1)}.ts`) : join(dirname(file), name));
  }
  return [...found].map((file) => relative(root, file)).toSorted();
}
