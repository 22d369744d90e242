import { readQuery } from "@/app/_server/body";
import { csvAnswer } from "@/app/_server/csv-answer";
import { userRoute } from "@/app/_server/route";
import { contactFilterSchema } from "#lib/domain/api/contact";
import { exportContacts } from "#lib/services/contacts/export-contacts";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params, query }) =>
  csvAnswer(await exportContacts(ctx, params.id, readQuery(query, contactFilterSchema)), "contacts.csv"),
);
