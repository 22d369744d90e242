import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { inherited } from "./environment.mjs";
import { nodeBinary } from "./install.mjs";
import { pause } from "./processes.mjs";
import { runLogged } from "./run-command.mjs";
import { hashSources } from "./source-hash.mjs";

/** Under `cache`, the one folder that a plain `next build` leaves alone. */
const BUILDS = ".next/cache/talky-builds";
const KEPT = 3;
const OTHER_BUILD_LIMIT_MS = 180_000;

/** The web's image takes such a build (`Dockerfile.web`), and the tests run on it; it takes longer to make. */
const STANDALONE = "-standalone";

/**
 * Each state of the sources has a build of its own, so that a running copy never loses the files it serves. `isStandalone`:
 * one with everything that it needs beside it; else either will do.
 * @param {string} root @param {{ isStandalone?: boolean }} [options]
 */
export function buildOf(root, { isStandalone = false } = {}) {
  const hash = hashSources(root);
  const names = isStandalone ? [hash + STANDALONE] : [hash, hash + STANDALONE];
  const isComplete = (name) =>
    ["BUILD_ID", "complete"].every((file) => existsSync(join(root, BUILDS, name, file)));
  const ready = names.find(isComplete);
  return { distDir: `${BUILDS}/${ready ?? names[0]}`, isReady: ready !== undefined };
}

/**
 * Builds into `distDir`. Where another run builds the same sources just now, its build is waited for.
 * @param {string} root @param {string} distDir @param {string} logDir
 */
export async function build(root, distDir, logDir) {
  mkdirSync(logDir, { recursive: true });
  const isComplete = () => existsSync(join(root, distDir, "complete"));
  const until = Date.now() + OTHER_BUILD_LIMIT_MS;
  while (!isComplete()) {
    try {
      await buildOnce(root, distDir, logDir);
      writeFileSync(join(root, distDir, "complete"), "");
    } catch (error) {
      if (!String(error).includes("Another next build process") || Date.now() > until) throw error;
      await pause(1000);
    }
  }
  removeOldBuilds(root);
}

async function buildOnce(root, distDir, logDir) {
  const types = join(root, "next-env.d.ts");
  const before = existsSync(types) ? readFileSync(types) : null;
  try {
    await runLogged(nodeBinary(root), [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: {
        ...inherited(process.env),
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        TALKY_DIST_DIR: distDir,
        ...(distDir.endsWith(STANDALONE) ? { TALKY_STANDALONE: "1" } : {}),
      },
      logFile: join(logDir, "build.log"),
      what: "next build",
    });
  } finally {
    // It names this build's folder, which does not stay; an editor's own is left as it was.
    if (before) writeFileSync(types, before);
    else rmSync(types, { force: true });
  }
}

/** Marks the build as used now, so that it is not the first to go. @param {string} root @param {string} distDir */
export function touchBuild(root, distDir) {
  utimesSync(join(root, distDir, "complete"), new Date(), new Date());
}

function removeOldBuilds(root) {
  const folder = join(root, BUILDS);
  const builds = readdirSync(folder).map((name) => {
    const mark = join(folder, name, "complete");
    return { name, at: existsSync(mark) ? statSync(mark).mtimeMs : 0 };
  });
  // An unfinished one may be another copy's build under way: it goes when it is a day old.
  const dayAgo = Date.now() - 86_400_000;
  const finished = builds.filter(({ at }) => at > 0).sort((a, b) => b.at - a.at);
  const abandoned = builds.filter(
    ({ name, at }) => at === 0 && statSync(join(folder, name)).mtimeMs < dayAgo,
  );
  for (const { name } of [...finished.slice(KEPT), ...abandoned])
    rmSync(join(folder, name), { recursive: true, force: true });
}
