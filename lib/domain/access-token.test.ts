import { describe, expect, it } from "vitest";
import { readAccessToken } from "./access-token.ts";

const userId = "7f0c9b0e-6f5d-4c55-9d0e-3f6f4f3f2b11";
const sessionId = "0d9c1c7e-1a4b-4bb5-8d37-6f3f0a0f5a22";
const token = (claims: unknown): string => `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;

describe("readAccessToken", () => {
  it("tells whose it is, in which session, and whether a link began that", () => {
    const password = { sub: userId, session_id: sessionId, amr: [{ method: "password", timestamp: 5 }] };
    expect(readAccessToken(token(password))).toEqual({ userId, sessionId, linkedAtS: null });
    expect(readAccessToken(token({ ...password, amr: [{ method: "recovery", timestamp: 5 }] }))).toEqual({
      userId,
      sessionId,
      linkedAtS: 5,
    });
    expect(readAccessToken(token({ sub: userId }))).toEqual({ userId, sessionId: null, linkedAtS: null });
  });

  it("reads nothing else", () => {
    for (const text of ["", "a.b.c", token({}), token({ sub: "somebody" }), token([]), "tk_live_0"])
      expect(readAccessToken(text)).toBeNull();
  });
});
