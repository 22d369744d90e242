import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What this copy needs that nobody gave it: made once, kept in `secrets.json` of the data folder, readable by its owner
 * only. A later version's additions are filled in.
 * @param {string} dataDir
 */
export function readOrMakeSecrets(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "secrets.json");
  /** @type {Record<string, string>} */
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const secrets = { ...makeSecrets(known), ...known };
  if (Object.keys(secrets).length > Object.keys(known).length) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}

/** @param {Record<string, string>} known */
function makeSecrets(known) {
  const { privateKey, publicKey } = known.vonagePrivateKey ? { privateKey: "", publicKey: "" } : keyPair();
  return {
    databaseOwnerPassword: word(24),
    databaseWebPassword: word(24),
    databaseWorkerPassword: word(24),
    supabaseJwtSecret: word(48),
    supabasePublishableKey: `sb_publishable_${word(24)}`,
    supabaseSecretKey: `sb_secret_${word(24)}`,
    talkySecret: word(48),
    vonageApplicationId: randomUUID(),
    vonagePrivateKey: privateKey,
    vonagePublicKey: publicKey,
    vonageSignatureSecret: word(32),
    vonageApiKey: word(8),
    demoPassword: word(9),
    metricsToken: word(24),
  };
}

/** @param {number} bytes */
const word = (bytes) => randomBytes(bytes).toString("base64url");

function keyPair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
