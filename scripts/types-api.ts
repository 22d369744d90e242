/** `npm run types:api`: the API's types for clients, made of its description. `tests/integration/api-client.test.ts` compares. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { apiTypes } from "./api-types.ts";

const target = join(import.meta.dirname, "../docs/api-client/talky-api.d.ts");
await writeFile(target, await apiTypes());
process.stdout.write(`${target}\n`);
