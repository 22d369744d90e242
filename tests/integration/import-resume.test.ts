import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb, createPool, type Db } from "#lib/data/db";
import { insertImport } from "#lib/data/imports";
import { createLogger } from "#lib/observability/logger";
import type { ServiceContext } from "#lib/services/context";
import { runImport } from "#lib/services/imports/run-import";
import type { FileStore } from "#lib/storage/port";
import { ownerDatabaseUrl, workerDatabaseUrl } from "../stack/addresses.ts";
import { all, type Api, createCampaign, type Import, register } from "../stack/api.ts";
import { numberOf } from "../stack/sandbox.ts";

const AREAS = ["212", "310", "415", "503", "646", "718", "808", "971", "213", "312", "305", "404", "512"];
const NUMBERS = AREAS.flatMap((area) =>
  Array.from({ length: 100 }, (_, i) => numberOf(String(i).padStart(2, "0"), area)),
);
const NAME = "Ada".repeat(30);
/** 1,300 good rows; each tenth is followed by itself again, and by one without a number. */
const FILE = `phone,name\n${NUMBERS.map((n, i) => (i % 10 === 0 ? `${n},${NAME}\n${n},B\n,C\n` : `${n},${NAME}\n`)).join("")}`;

class PowerCut extends Error {}

/** Gives the file; with `cutAt`, the third reading (those before are to tell what it is) breaks off after so many bytes. */
function storeOf(cutAt = Number.POSITIVE_INFINITY): Pick<FileStore, "read"> {
  let readings = 0;
  return {
    read: async () => {
      readings += 1;
      const isCut = readings === 3;
      let at = 0;
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (isCut && at >= cutAt) controller.error(new PowerCut());
          else if (at >= FILE.length) controller.close();
          else controller.enqueue(Buffer.from(FILE.slice(at, (at += 1000))));
        },
      });
    },
  };
}

describe("an import that is broken off", () => {
  const ownerPool = createPool(ownerDatabaseUrl(), { name: "test-owner", max: 2 });
  const workerPool = createPool(workerDatabaseUrl(), { name: "test-worker", max: 6 });
  const owner = createDb(ownerPool);
  const worker = createDb(workerPool);
  let api: Api;
  let tenantId: string;
  let userId: string;
  beforeAll(async () => {
    const registered = await register();
    api = registered.api;
    tenantId = registered.session.user.tenant_id;
    userId = registered.session.user.id;
  });
  afterAll(async () => {
    await ownerPool.end();
    await workerPool.end();
  });

  const contextWith = (files: Pick<FileStore, "read">, db: Db = worker): ServiceContext =>
    ({
      actor: { kind: "system", job: "import" },
      db,
      files,
      queue: { wakePump: async () => undefined },
      live: { publish: async () => undefined },
      log: createLogger({ service: "test", level: "silent" }),
      now: () => new Date(),
    }) as unknown as ServiceContext;

  async function newImport(): Promise<{ campaignId: string; id: string }> {
    const campaignId = (await createCampaign(api)).id;
    const id = randomUUID();
    await insertImport(owner, tenantId, {
      id,
      campaignId,
      fileName: "contacts.csv",
      filePath: `${tenantId}/${id}`,
      bytes: FILE.length,
      createdBy: userId,
      mapping: null,
      default_country: null,
      skip_duplicates: true,
      workspace_duplicates: "add",
      do_not_call: "add",
      consent: null,
      reading: { encoding: null, delimiter: null, sheet: null, header_row: null },
    });
    return { campaignId, id };
  }

  async function expectWhole({ campaignId, id }: { campaignId: string; id: string }): Promise<void> {
    expect(await api.ok<Import>("GET", `/imports/${id}`)).toMatchObject({
      status: "done",
      total_rows: 1560,
      imported: 1300,
      updated: 0,
      duplicates_skipped: 130,
      rejected: 130,
    });
    const contacts = await all<{ phone_number: string }>(api, `/campaigns/${campaignId}/contacts`);
    expect(contacts.map((c) => c.phone_number)).toEqual(NUMBERS);
  }

  it("goes on where it was, and doubles nothing", async () => {
    const work = await newImport();
    await expect(runImport(contextWith(storeOf(FILE.length - 5000)), work.id)).rejects.toBeInstanceOf(
      PowerCut,
    );
    const half = await api.ok<Import>("GET", `/imports/${work.id}`);
    expect(half.status).toBe("running");
    expect(half.total_rows).toBeGreaterThan(0);
    expect(half.total_rows).toBeLessThan(1560);
    await runImport(contextWith(storeOf()), work.id);
    await expectWhole(work);
  });

  it("comes to the same when two workers run it at once", async () => {
    const work = await newImport();
    await Promise.all([1, 2, 3].map(() => runImport(contextWith(storeOf()), work.id)));
    await expectWhole(work);
  });
});
