import { notFound, redirect } from "next/navigation";
import { isId } from "#lib/domain/ids";
import { isAppError } from "#lib/errors/app-error";
import type { UserContext } from "#lib/services/context";
import { currentUser, currentVisitor, userContext } from "@/app/_server/session";

/** Who looks at the page; nobody is led to the sign-in page. */
export async function pageContext(): Promise<UserContext> {
  if (!(await currentUser())) redirect((await currentVisitor()) ? "/no-business" : "/sign-in");
  return userContext();
}

/** An id from the address; what cannot be one leads to the page that says so. */
export function idFrom(value: string): string {
  return isId(value) ? value : notFound();
}

/** What is not there, or is another tenant's, is the page that says so. */
export async function orNotFound<T>(wanted: Promise<T>): Promise<T> {
  try {
    return await wanted;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
