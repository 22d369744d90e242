import { createPublicKey, type KeyObject } from "node:crypto";
import { jwtVerify } from "jose";

/** Believes RS256 tokens of one application, as long as they last. */
export class RestAuthorization {
  private readonly applicationId: string;
  private readonly publicKey: KeyObject;

  constructor(applicationId: string, publicKeyPem: string) {
    this.applicationId = applicationId;
    this.publicKey = createPublicKey(publicKeyPem);
  }

  async isValid(authorization: string | undefined): Promise<boolean> {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
    if (!token) return false;
    try {
      const { payload } = await jwtVerify(token, this.publicKey, {
        algorithms: ["RS256"],
        requiredClaims: ["application_id", "iat", "exp", "jti"],
        clockTolerance: 5,
      });
      return payload["application_id"] === this.applicationId;
    } catch {
      return false;
    }
  }
}
