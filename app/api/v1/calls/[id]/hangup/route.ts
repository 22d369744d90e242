import { json, userRoute } from "@/app/_server/route";
import { hangUpCall } from "#lib/services/calls/hang-up-call";

export const dynamic = "force-dynamic";

/** 202: the worker that owns the call has been told. */
export const POST = userRoute<{ id: string }>(async (ctx, { params }) =>
  json(await hangUpCall(ctx, params.id), 202),
);
