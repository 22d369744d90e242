import { queueContract } from "./queue-contract.ts";

queueContract("postgres");

// With a Redis at hand the same holds there; `npm test` runs `on-redis/` with one of its own.
const redisUrl = process.env["TALKY_TEST_REDIS_URL"];
if (redisUrl) queueContract("redis", redisUrl);
