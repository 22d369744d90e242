import { ANALYTICS_OPERATIONS } from "./analytics-operations.ts";
import {
  API_KEY_OPERATIONS,
  BUSINESS_OPERATIONS,
  CLIENT_OPERATIONS,
  DATA_OPERATIONS,
  DNC_OPERATIONS,
  PHONE_NUMBER_OPERATIONS,
  USAGE_OPERATIONS,
} from "./business-operations.ts";
import { AGENT_OPERATIONS, CALL_OPERATIONS } from "./call-operations.ts";
import { CAMPAIGN_OPERATIONS } from "./campaign-operations.ts";
import { CONTACT_OPERATIONS, IMPORT_OPERATIONS } from "./contact-operations.ts";
import type { Operation } from "./operation.ts";
import { MEMBER_OPERATIONS } from "./member-operations.ts";
import { PLATFORM_OPERATIONS } from "./platform-operations.ts";
import { SIGN_IN_OPERATIONS } from "./sign-in-operations.ts";
import { WEBHOOK_OPERATIONS } from "./webhook-operations.ts";

/** Every verb of every route. */
export const OPERATIONS: readonly Operation[] = [
  ...CAMPAIGN_OPERATIONS,
  ...CONTACT_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...CALL_OPERATIONS,
  ...AGENT_OPERATIONS,
  ...CLIENT_OPERATIONS,
  ...DNC_OPERATIONS,
  ...BUSINESS_OPERATIONS,
  ...DATA_OPERATIONS,
  ...USAGE_OPERATIONS,
  ...PHONE_NUMBER_OPERATIONS,
  ...ANALYTICS_OPERATIONS,
  ...MEMBER_OPERATIONS,
  ...API_KEY_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...SIGN_IN_OPERATIONS,
  ...PLATFORM_OPERATIONS,
];
