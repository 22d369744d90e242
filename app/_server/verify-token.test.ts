import { AuthApiError, AuthRetryableFetchError } from "@supabase/supabase-js";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetToken, verifyToken } from "./verify-token.ts";

const getUser = vi.hoisted(() => vi.fn());
vi.mock("./supabase.ts", () => ({ tokenClient: () => ({ auth: { getUser } }) }));

const holds = { data: { user: { id: "user-1" } }, error: null };
const fails = (error: Error) => ({ data: { user: null }, error });

describe("verifyToken", () => {
  beforeEach(() => {
    getUser.mockReset();
    forgetToken("token");
  });

  it("asks once in 15 s, and anew after a sign-out", async () => {
    getUser.mockResolvedValue(holds);
    expect(await verifyToken("token", 0)).toBe("user-1");
    expect(await verifyToken("token", 14_999)).toBe("user-1");
    expect(getUser).toHaveBeenCalledTimes(1);
    await verifyToken("token", 15_000);
    expect(getUser).toHaveBeenCalledTimes(2);
    forgetToken("token");
    await verifyToken("token", 15_001);
    expect(getUser).toHaveBeenCalledTimes(3);
  });

  it("knows nobody by a token that Supabase refuses", async () => {
    getUser.mockResolvedValue(fails(new AuthApiError("invalid JWT", 403, "bad_jwt")));
    expect(await verifyToken("token", 0)).toBeNull();
  });

  it.each([
    new AuthApiError("over_request_rate_limit", 429, "over_request_rate_limit"),
    new AuthApiError("unexpected_failure", 500, "unexpected_failure"),
    new AuthRetryableFetchError("fetch failed", 0),
  ])("signs nobody out while Supabase cannot tell: $status", async (error) => {
    getUser.mockResolvedValueOnce(fails(error));
    await expect(verifyToken("token", 0)).rejects.toMatchObject({ code: "unavailable" });
    getUser.mockResolvedValueOnce(holds);
    expect(await verifyToken("token", 0)).toBe("user-1");
  });
});
