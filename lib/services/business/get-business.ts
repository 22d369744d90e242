import { readBusiness } from "#lib/data/businesses";
import type { Business } from "#lib/domain/api/business";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

export function getBusiness(ctx: UserContext): Promise<Business> {
  return asUser(ctx, "business.read", readBusiness);
}
