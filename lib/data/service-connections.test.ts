import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** The files of these rooms that hold the text, tests aside. */
function filesWith(text: RegExp, rooms: string): string[] {
  return globSync(`${rooms}/**/*.{ts,tsx}`, { cwd: root })
    .filter((file) => !/\.test\.tsx?$/.test(file) && text.test(readFileSync(join(root, file), "utf8")))
    .toSorted();
}

/**
 * What reaches past the policies, or reaches the database before it is known whose request it is: each place with why it has
 * to. Whatever is added is added here, or goes through `asUser`.
 */
describe("a connection that belongs to no tenant", () => {
  it("to the database is opened where a process is put together", () => {
    expect(filesWith(/\bcreate(Pool|Db)\(/, "{app,lib,voice-worker,components}")).toEqual([
      "app/_server/parts.ts",
      // Where they are written.
      "lib/data/db.ts",
      "voice-worker/main.ts",
    ]);
  });

  it("to Storage is opened there as well; whoever has a file's path has read it in their tenant", () => {
    expect(filesWith(/SUPABASE_SECRET_KEY/, "{app,lib,voice-worker,components}")).toEqual([
      "app/_server/parts.ts",
      "lib/env/shared.ts",
      "voice-worker/main.ts",
    ]);
  });

  it("is asked by the web only for who somebody is, what anybody may see, and a carrier's signed word", () => {
    const why: Record<string, string> = {
      "app/(app)/settings/usage/page.tsx": "the plans on offer, as anybody",
      "app/(auth)/join/[token]/page.tsx": "what the holder of an invitation's link is invited to",
      "app/_server/readiness.ts": "whether the database answers and a worker lives",
      "app/_server/session.ts": "who a token or a key stands for; the context that asUser takes",
      "app/api/v1/auth/me/route.ts": "the caller's own minutes, as that caller",
      "app/api/v1/business/route.ts": "a business for somebody who belongs to none",
      "app/api/v1/invitations/look-up/route.ts": "what the holder of an invitation's link is invited to",
      "app/api/v1/plans/route.ts": "the plans on offer, as anybody",
      "app/api/webhooks/vonage/event/[callId]/route.ts": "where a call's trace goes on: its id was signed",
      "lib/services/auth/as-user.ts": "the transaction that becomes the caller's tenant",
      "lib/services/auth/register.ts": "the plans on offer, as anybody",
      "lib/services/auth/session-user.ts": "who has just signed in",
      "lib/services/calls/analyse-call.ts": "the worker's job: the call's own row says the tenant",
      "lib/services/carrier/brief-colleague.ts": "a signed address names one call",
      "lib/services/carrier/receive-event.ts": "a signed address names one call",
      "lib/services/imports/run-import.ts": "the worker's job: the import's own row says the tenant",
      "lib/services/imports/store-batch.ts": "the same, with the tenant in every statement",
      "lib/services/invitations/send-join-link.ts": "the address that an invitation is for",
      "lib/services/platform/as-operator.ts": "an operator's look, by functions that ask who it is",
      "lib/services/platform/change-law.ts": "an operator's, by a function that asks who it is",
      "lib/services/platform/set-kill-switch.ts": "an operator's, by a function that asks who it is",
      "lib/services/platform/set-tenant-status.ts": "an operator's, by a function that asks who it is",
      "lib/services/privacy/keep-retention.ts": "the worker's job: each step names the tenant",
      "lib/services/privacy/remove-doomed-files.ts": "the worker's job: files whose rows are gone",
      "lib/services/webhooks/deliver-webhook.ts": "the worker's job: the delivery's own row says the tenant",
    };
    expect(
      filesWith(/\bctx\.db\b|webParts\(\)\.db\b|\{[^}]*\bdb\b[^}]*\} = webParts\(\)/, "{app,lib/services}"),
    ).toEqual(Object.keys(why));
  });
});
