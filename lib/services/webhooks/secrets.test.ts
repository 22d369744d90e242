import { describe, expect, it } from "vitest";
import { createWebhookSecrets, signedHeaders } from "./secrets.ts";

describe("a signature", () => {
  it("is the one of the Standard Webhooks specification's example", () => {
    const headers = signedHeaders(
      {
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
        at: new Date(1_614_265_330_000),
        body: '{"test": 2432232314}',
      },
      ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    );
    expect(headers).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });
});

describe("a secret", () => {
  const secrets = createWebhookSecrets("x".repeat(32));

  it("is the same each time, and another one for each endpoint and each rotation", () => {
    const all = [secrets.of("a", 1), secrets.of("a", 2), secrets.of("b", 1)];
    expect(new Set(all).size).toBe(3);
    expect(secrets.of("a", 1)).toBe(all[0]);
    expect(createWebhookSecrets("y".repeat(32)).of("a", 1)).not.toBe(all[0]);
    for (const secret of all) expect(Buffer.from(secret.replace("whsec_", ""), "base64")).toHaveLength(32);
  });
});
