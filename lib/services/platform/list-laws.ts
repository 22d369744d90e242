import { adminLawChanges } from "#lib/data/laws";
import type { PlatformLaws } from "#lib/domain/api/law";
import { lawHistory } from "#lib/domain/laws/law-changes";
import type { Db } from "#lib/data/db";
import type { UserContext } from "../context.ts";
import { asOperator } from "./as-operator.ts";

/** The law of each place as it holds now, by place, and how it came to be. Throws `forbidden` for whoever is no operator. */
export function listLaws(ctx: UserContext): Promise<PlatformLaws> {
  return asOperator(ctx, "platform.look_at_laws", (trx, operatorId) => lawsNow(trx, operatorId, ctx.now()));
}

export async function lawsNow(db: Db, operatorId: string, now: Date): Promise<PlatformLaws> {
  const changes = await adminLawChanges(db, operatorId);
  const newest = new Map(changes.map((change) => [change.place, change]));
  const today = now.toISOString().slice(0, 10);
  return {
    // The book of all changes: one that was written this instant holds.
    items: lawHistory(changes)(new Date(8.64e15))
      .all()
      .map((law) => ({
        ...law,
        is_changed: (newest.get(law.place)?.terms ?? null) !== null,
        is_due: law.review_by < today,
      })),
    changes: changes.toReversed().map(({ place, terms, at, changed_by, reason }) => ({
      place,
      terms,
      at: at.toISOString(),
      by: changed_by,
      reason,
    })),
  };
}
