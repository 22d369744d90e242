import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "#lib/data/db";
import { saveRecording, tenantOfCall } from "#lib/data/recordings";
import type { Logger } from "#lib/observability/logger";
import type { FinishedRecording } from "../media/recorder.ts";
import { repairRecording } from "../media/repair-recording.ts";

/** Puts a WAV file into the bucket `recordings`; the composition root has the store. */
export type PutRecording = (path: string, localPath: string) => Promise<void>;

const ATTEMPTS = 6;
const FIRST_RETRY_MS = 500;
/** A file that was written to so lately belongs to a call that goes on, here or in another worker. */
const QUIET_MS = 30_000;
const ROUNDS = 3;

export const recordingsFolder = (dataDir: string): string => join(dataDir, "recordings");
const storedPath = (tenantId: string, callId: string): string => `${tenantId}/${callId}.wav`;

/** Uploads, writes the row, and deletes the file. False: it stays on disk for the next start. */
export async function uploadRecording(
  put: PutRecording,
  save: (recording: { path: string; durationS: number; bytes: number }) => Promise<boolean>,
  call: { tenantId: string; callId: string },
  recording: FinishedRecording,
  log: Logger,
): Promise<boolean> {
  const path = storedPath(call.tenantId, call.callId);
  if (recording.durationS === 0) {
    await rm(recording.path, { force: true });
    return false;
  }
  for (let attempt = 1; ; attempt++) {
    try {
      await put(path, recording.path);
      break;
    } catch (error) {
      log.warn({ err: error, callId: call.callId, attempt }, "a recording could not be uploaded");
      if (attempt === ATTEMPTS) return false;
      await delay(FIRST_RETRY_MS * 2 ** (attempt - 1));
    }
  }
  if (!(await save({ path, durationS: recording.durationS, bytes: recording.bytes }))) return false;
  await rm(recording.path, { force: true });
  return true;
}

/**
 * Recordings that a crash or a failed upload left on disk: repaired, uploaded and noted. What was written to a moment
 * ago is looked at again later. Gives the number that was saved.
 */
export async function uploadLeftoverRecordings(deps: {
  db: Db;
  dataDir: string;
  put: PutRecording;
  isOpen(callId: string): boolean;
  log: Logger;
}): Promise<number> {
  const folder = recordingsFolder(deps.dataDir);
  let saved = 0;
  for (let round = 1; ; round++) {
    let young = 0;
    for (const name of await readdir(folder).catch(() => [])) {
      const callId = /^([0-9a-f-]{36})\.wav$/.exec(name)?.[1];
      if (callId === undefined || deps.isOpen(callId)) continue;
      try {
        const result = await uploadLeftover(deps, callId, join(folder, name));
        if (result === "saved") saved += 1;
        if (result === "young") young += 1;
      } catch (error) {
        deps.log.warn({ err: error, callId }, "a leftover recording could not be saved");
      }
    }
    if (young === 0 || round === ROUNDS) return saved;
    await delay(QUIET_MS, undefined, { ref: false });
  }
}

async function uploadLeftover(
  deps: { db: Db; put: PutRecording; log: Logger },
  callId: string,
  path: string,
): Promise<"saved" | "young" | "nothing" | "failed"> {
  const { mtimeMs } = await stat(path);
  if (Date.now() - mtimeMs < QUIET_MS) return "young";
  const recording = await repairRecording(path);
  const tenantId = recording === null ? null : await tenantOfCall(deps.db, callId);
  if (recording === null || tenantId === null) {
    await rm(path, { force: true });
    return "nothing";
  }
  const save = async (row: { path: string; durationS: number; bytes: number }): Promise<boolean> => {
    await saveRecording(deps.db, { ...row, tenantId, callId });
    return true;
  };
  const isSaved = await uploadRecording(deps.put, save, { tenantId, callId }, recording, deps.log);
  return isSaved ? "saved" : "failed";
}
