import { readPerson } from "#lib/data/people";
import type { PersonInput } from "#lib/domain/api/privacy";
import { asUser, auditUser } from "../auth/as-user.ts";
import { contactNumber } from "../contacts/contact-number.ts";
import type { UserContext } from "../context.ts";
import { zipOf } from "./zip.ts";

/**
 * Everything that the business has of a number, as one zip: `person.json`, and the recordings beside it. It is made as it
 * is sent, one recording in memory at a time. The log says that it was done, not for whom. Throws `forbidden`, `invalid`.
 */
export async function exportPerson(
  ctx: UserContext,
  input: PersonInput,
): Promise<AsyncGenerator<Uint8Array>> {
  const { phone_number } = contactNumber(input.phone_number);
  const { data, recordings } = await asUser(ctx, "people.export", async (trx, tenantId) => {
    const person = await readPerson(trx, tenantId, phone_number);
    await auditUser(ctx, trx, {
      action: "person.export",
      subjectType: "person",
      data: { recordings: person.recordings.length },
    });
    return person;
  });
  const about = { phone_number, exported_at: ctx.now().toISOString(), ...data };
  return zipOf(filesOf(ctx, about, recordings), ctx.now());
}

async function* filesOf(
  ctx: UserContext,
  about: Record<string, unknown>,
  recordings: readonly { callId: string; path: string }[],
): AsyncGenerator<{ name: string; bytes: Buffer }> {
  yield { name: "person.json", bytes: Buffer.from(JSON.stringify(about, null, 2)) };
  for (const { callId, path } of recordings) {
    const file = await ctx.files.read("recordings", path);
    yield { name: `recordings/${callId}.wav`, bytes: Buffer.from(await new Response(file).arrayBuffer()) };
  }
}
