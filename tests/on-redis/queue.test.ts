import { queueContract } from "../integration/queue-contract.ts";

const redisUrl = process.env["TALKY_TEST_REDIS_URL"];
if (!redisUrl) throw new Error('TALKY_TEST_REDIS_URL is not set: run the tests through "npm test".');
queueContract("redis", redisUrl);
