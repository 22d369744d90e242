import { findApiKey, insertApiKey } from "#lib/data/api-keys";
import type { ApiKeyInput, NewApiKey } from "#lib/domain/api/api-key";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import { newKeySecret } from "./key-secret.ts";

/** A new key, in the answer for this one time. Throws `forbidden` for plain users and for keys. */
export async function createApiKey(ctx: UserContext, input: ApiKeyInput): Promise<NewApiKey> {
  const { key, prefix, hash } = newKeySecret();
  const { name, role } = input;
  const scopes = [...new Set(input.scopes)];
  return asUser(ctx, "api_keys.change", async (trx, tenantId) => {
    const id = await insertApiKey(trx, tenantId, callerId(ctx), { name, role, scopes, prefix, hash });
    await auditUser(ctx, trx, {
      action: "api_key.create",
      subjectType: "api_key",
      subjectId: id,
      data: { name, role, scopes, prefix },
    });
    const made = await findApiKey(trx, tenantId, id);
    if (!made) throw missing("API key");
    return { ...made, key };
  });
}
