/** Where the test runner's stack listens (`sandbox/launcher/test.mjs` sets these). */
function address(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through "npm test".`);
  return value;
}

export const webUrl = (): string => address("TALKY_TEST_WEB_URL");
export const workerUrl = (): string => address("TALKY_TEST_WORKER_URL");
export const sandboxUrl = (): string => address("TALKY_TEST_SANDBOX_URL");
/** The owner's connection: migrations and look-ups that no role of ours may do. */
export const ownerDatabaseUrl = (): string => address("TALKY_TEST_DATABASE_URL");
export const webDatabaseUrl = (): string => address("TALKY_TEST_WEB_DATABASE_URL");
export const workerDatabaseUrl = (): string => address("TALKY_TEST_WORKER_DATABASE_URL");
