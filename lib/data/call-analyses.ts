import { sql } from "kysely";
import type { Analysis, AnalysisSource, ExtractedField, Sentiment } from "#lib/domain/analysis/analysis-form";
import { extractionFieldsSchema, type ExtractionField } from "#lib/domain/analysis/extraction-fields";
import type { CallAnalysis } from "#lib/domain/api/analysis";
import type { AnalysisStatus, TurnRole } from "#lib/domain/statuses";
import type { Db, Trx } from "./db.ts";
import { isoOrNull } from "./keyset.ts";

/** A person, or something that talks like one, has said something: there is a conversation to look at. */
const hasConversation = sql<boolean>`k.answered_by in ('human', 'screening', 'unknown')
  and exists (select from talky.turns t where t.call_id = k.id and t.role = 'callee')`;

/** Asks for the analysis of a call that is being settled; false: nobody spoke in it, or it was asked for before. */
export async function requestAnalysis(trx: Trx, callId: string): Promise<boolean> {
  const asked = await trx
    .insertInto("call_analyses")
    .columns(["call_id", "tenant_id"])
    .expression((eb) =>
      eb
        .selectFrom("calls as k")
        .select(["k.id", "k.tenant_id"])
        .where("k.id", "=", callId)
        .where(hasConversation),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning("call_id")
    .executeTakeFirst();
  return asked !== undefined;
}

/** Asks once more; the number of the request, or null: the call has no conversation, is not over, or one is under way. */
export async function requestAnalysisAgain(
  trx: Trx,
  tenantId: string,
  callId: string,
  now: Date,
): Promise<number | null> {
  const call = await trx
    .selectFrom("calls as k")
    .select("k.id")
    .where("k.tenant_id", "=", tenantId)
    .where("k.id", "=", callId)
    .where("k.settled_at", "is not", null)
    .where(hasConversation)
    .executeTakeFirst();
  if (!call) return null;
  const asked = await trx
    .insertInto("call_analyses")
    .values({ call_id: callId, tenant_id: tenantId })
    .onConflict((conflict) =>
      conflict
        .column("call_id")
        .doUpdateSet({
          status: "pending",
          request: sql`call_analyses.request + 1`,
          attempts: 0,
          failure: null,
          requested_at: now,
          attempted_at: null,
          finished_at: null,
        })
        .where("call_analyses.status", "<>", "pending"),
    )
    .returning("request")
    .executeTakeFirst();
  return asked?.request ?? null;
}

export interface AnalysisWork extends AnalysisSource {
  tenantId: string;
  /** This try included. */
  attempts: number;
  fields: ExtractionField[];
}

/** Counts a try and gives what it needs; null: it is done, or was asked for anew. */
export async function beginAnalysis(
  db: Db,
  callId: string,
  request: number,
  now: Date,
): Promise<AnalysisWork | null> {
  const begun = await db
    .updateTable("call_analyses")
    .set({ attempts: sql`attempts + 1`, attempted_at: now })
    .where("call_id", "=", callId)
    .where("request", "=", request)
    .where("status", "=", "pending")
    .returning(["tenant_id", "attempts"])
    .executeTakeFirst();
  if (!begun) return null;
  const call = await db
    .selectFrom("calls as k")
    .innerJoin("campaigns as c", "c.id", "k.campaign_id")
    .select(["k.requested_at", "k.answered_at", "c.extraction_fields"])
    .select([
      sql<string>`coalesce(k.snapshot #>> '{campaign,goal}', c.goal)`.as("goal"),
      sql<string>`coalesce(k.snapshot #>> '{agent,language}', 'en')`.as("language"),
    ])
    .where("k.id", "=", callId)
    .executeTakeFirstOrThrow();
  const turns = await db
    .selectFrom("turns")
    .select(["role", "text", "tool"])
    .where("call_id", "=", callId)
    .orderBy("started_ms")
    .orderBy("index")
    .execute();
  return {
    tenantId: begun.tenant_id,
    attempts: begun.attempts,
    goal: call.goal,
    language: call.language,
    at: call.answered_at ?? call.requested_at,
    fields: extractionFieldsSchema.parse(call.extraction_fields),
    turns: turns.map((turn) => ({
      role: turn.role as TurnRole,
      text: turn.text,
      tool: turn.tool as { name: string } | null,
    })),
  };
}

export interface AnalysisMaking {
  model: string;
  promptTokens: number | null;
  completionTokens: number | null;
}

/** Writes what came of it, and the call's own summary with it. false: it was done before, or asked for anew. */
export async function finishAnalysis(
  db: Db,
  callId: string,
  request: number,
  analysis: Analysis,
  making: AnalysisMaking,
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { key_points, extracted, ...columns } = analysis;
    const written = await trx
      .updateTable("call_analyses")
      .set({
        ...columns,
        key_points: JSON.stringify(key_points),
        extracted: JSON.stringify(extracted),
        status: "done",
        model: making.model,
        prompt_tokens: making.promptTokens,
        completion_tokens: making.completionTokens,
        finished_at: now,
      })
      .where("call_id", "=", callId)
      .where("request", "=", request)
      .where("status", "=", "pending")
      .executeTakeFirst();
    if (written.numUpdatedRows === 0n) return false;
    await trx.updateTable("calls").set({ summary: analysis.summary }).where("id", "=", callId).execute();
    return true;
  });
}

/** `failure`: a sentence for whoever looks at the call. */
export async function failAnalysis(
  db: Db,
  callId: string,
  request: number,
  failure: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable("call_analyses")
    .set({ status: "failed", failure, finished_at: now })
    .where("call_id", "=", callId)
    .where("request", "=", request)
    .where("status", "=", "pending")
    .execute();
}

/** Analyses that nobody has tried for a while: their job may have been lost. */
export async function waitingAnalyses(
  db: Db,
  untriedSince: Date,
  limit: number,
): Promise<{ callId: string; request: number }[]> {
  const rows = await db
    .selectFrom("call_analyses")
    .select(["call_id", "request"])
    .where("status", "=", "pending")
    .where(sql<boolean>`coalesce(attempted_at, requested_at) < ${untriedSince}`)
    .orderBy("requested_at")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ callId: row.call_id, request: row.request }));
}

/** null: it was never asked for. */
export async function findAnalysis(db: Db, tenantId: string, callId: string): Promise<CallAnalysis | null> {
  const row = await db
    .selectFrom("call_analyses")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("call_id", "=", callId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    call_id: row.call_id,
    status: row.status as AnalysisStatus,
    failure: row.failure,
    summary: row.summary,
    sentiment: row.sentiment as Sentiment | null,
    goal_reached: row.goal_reached,
    outcome_reason: row.outcome_reason,
    key_points: row.key_points as string[],
    extracted: (row.extracted as unknown as ExtractedField[]).map(({ name, type, description, value }) => ({
      name,
      type,
      description,
      value,
    })),
    model: row.model,
    requested_at: row.requested_at.toISOString(),
    finished_at: isoOrNull(row.finished_at),
  };
}
