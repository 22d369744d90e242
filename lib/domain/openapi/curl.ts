import type { Operation } from "./operation.ts";

/** `leadId` of a path is `$LEAD_ID` in a shell. */
const variable = (name: string): string => `$${name.replaceAll(/([a-z])([A-Z])/g, "$1_$2").toUpperCase()}`;

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The operation as a command, with `$API`, `$KEY` and the ids as the shell's variables. */
export function curlOf({ method, path, access, body, form, example, isIdempotent }: Operation): string {
  const address = `"$API${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => variable(name))}"`;
  const verb = method === "GET" || (method === "POST" && (form || body)) ? "" : ` -X ${method}`;
  const lines = [`curl${verb} ${address}`];
  if (access !== "open") lines.push(`-H "Authorization: Bearer $KEY"`);
  if (isIdempotent) lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  if (form) lines.push("-F file=@file.csv");
  else if (body)
    lines.push(`-H "Content-Type: application/json"`, `-d ${quoted(JSON.stringify(example ?? {}))}`);
  return lines.join(" \\\n  ");
}
