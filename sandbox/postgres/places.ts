import { createHash } from "node:crypto";
import { cp, mkdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Account, canEnter } from "./account.ts";
import { binariesIn, type PostgresBinaries } from "./binaries.ts";

/** Where an account without a home of its own may keep things, when the data folder is closed to it. */
const FALLBACK_ROOT = "/var/lib/talky";

export interface Places {
  dataDir: string;
  binaries: PostgresBinaries;
  /** The database's files are outside the data folder, and so outlive it when that is removed. */
  isApart: boolean;
  /** Sentences on what is not where one would look for it. */
  notes: string[];
}

/**
 * Postgres' data folder under `talkyDataDir`, and binaries that its account can reach. Under a closed folder (a root's
 * home) neither can be entered: then both live in a folder named after the data folder, and the notes say so.
 */
export async function choosePlaces(
  talkyDataDir: string,
  installed: PostgresBinaries,
  account: Account | null,
): Promise<Places> {
  const notes: string[] = [];
  const wanted = resolve(talkyDataDir);
  await mkdir(wanted, { recursive: true });

  let parent = wanted;
  if (!(await canEnter(account, wanted))) {
    parent = join(FALLBACK_ROOT, digest(wanted));
    await mkdir(parent, { recursive: true });
    notes.push(
      `${wanted} is closed to the account "${account?.name}": the database's files are in ${parent}.`,
    );
  }
  let binaries = installed;
  if (!(await canEnter(account, join(installed.home, "bin")))) {
    const { version } = JSON.parse(await readFile(join(installed.home, "..", "package.json"), "utf8")) as {
      version: string;
    };
    const copy = join(FALLBACK_ROOT, `binaries-${digest(`${installed.home} ${version}`)}`);
    if (!existsSync(join(copy, "complete"))) {
      await cp(installed.home, copy, { recursive: true, verbatimSymlinks: true });
      await mkdir(join(copy, "complete"));
    }
    binaries = binariesIn(copy);
    notes.push(`Postgres runs from a copy in ${copy}.`);
  }
  return { dataDir: join(parent, "postgres"), binaries, isApart: parent !== wanted, notes };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
