import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** What `next build` reads. Tests are not in it: to change one asks for no new build. */
export const BUILD_SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
  "package-lock.json",
];
const NOT_BUILT = /\.(test|fixture)\.[cm]?tsx?$|\.md$/;

/**
 * A fingerprint of files and folders under `root`: their paths and contents, whatever their times. What is absent is left out.
 * @param {string} root @param {readonly string[]} [sources]
 */
export function hashSources(root, sources = BUILD_SOURCES) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => listFiles(join(root, source)))) {
    if (NOT_BUILT.test(file)) continue;
    hash
      .update(relative(root, file).split(sep).join("/"))
      .update("\0")
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

function listFiles(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => !name.startsWith("."));
  return names.sort().flatMap((name) => listFiles(join(path, name)));
}
