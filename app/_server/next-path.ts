const HOME = "/overview";

/** Where to go after a sign-in: a path of our own, never another site. */
export function nextPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== "string" || !/^\/[\w-]/.test(wanted) || wanted.startsWith("/api/")) return HOME;
  return wanted;
}
