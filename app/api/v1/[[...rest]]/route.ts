import { AppError } from "#lib/errors/app-error";
import { route } from "@/app/_server/route";

export const dynamic = "force-dynamic";

const nothing = route(async () => {
  throw new AppError("not_found", { publicMessage: "The API has nothing at this address." });
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
