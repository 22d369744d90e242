import { createHash } from "node:crypto";

/** Takes the tokens out of the address's fragment, which no server sees, and posts them to the same address. */
const SCRIPT = `
const given = new URLSearchParams(location.hash.slice(1));
history.replaceState(null, "", location.pathname + location.search);
const form = document.forms[0];
if (given.get("access_token") && given.get("refresh_token")) {
  for (const name of ["access_token", "refresh_token"]) form.elements[name].value = given.get(name);
  form.submit();
} else {
  location.replace("/sign-in?error=link");
}`;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Signing in</title>
<form method="post"><input type="hidden" name="access_token"><input type="hidden" name="refresh_token"></form>
<noscript>Turn on JavaScript to sign in by a link, or sign in with your password.</noscript>
<script>${SCRIPT}</script>
</html>
`;

const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(SCRIPT).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page that finishes a sign-in whose tokens came in the fragment. */
export function fragmentPage(): Response {
  return new Response(PAGE, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": POLICY,
      "cache-control": "no-store",
    },
  });
}
