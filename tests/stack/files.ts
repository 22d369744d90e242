import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FileStore } from "#lib/storage/port";
import { createSupabaseFileStore } from "#lib/storage/supabase-file-store";
import { sandboxUrl } from "./addresses.ts";

/** The storage of the test runner's stack, as the product itself reaches it. */
export function fileStore(): FileStore {
  const file = join(process.env["TALKY_TEST_DATA_DIR"] ?? "", "secrets.json");
  const { supabaseSecretKey } = JSON.parse(readFileSync(file, "utf8")) as { supabaseSecretKey: string };
  return createSupabaseFileStore({ url: sandboxUrl(), secretKey: supabaseSecretKey });
}
