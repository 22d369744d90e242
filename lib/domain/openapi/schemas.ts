import type { z } from "zod";
import { chatRequestSchema } from "../agents/test-chat.ts";
import { adminCallSchema, adminHealthSchema, adminTenantSchema, adminUserSchema } from "../api/admin.ts";
import {
  agentInputSchema,
  agentPatchSchema,
  agentSchema,
  agentVersionSchema,
  modelsSchema,
  voicesSchema,
} from "../api/agent.ts";
import { callAnalysisSchema } from "../api/analysis.ts";
import {
  callsByDaySchema,
  costsByDaySchema,
  funnelSchema,
  hoursSchema,
  latencyByDaySchema,
  outcomesSchema,
} from "../api/analytics.ts";
import { apiKeyInputSchema, apiKeySchema, newApiKeySchema } from "../api/api-key.ts";
import { callDetailSchema, callEventSchema, callSummarySchema } from "../api/call.ts";
import { campaignStatsSchema } from "../api/campaign-stats.ts";
import { callFacetsSchema } from "../api/call-facets.ts";
import {
  campaignInputSchema,
  campaignPatchSchema,
  campaignSchema,
  pausedCampaignsSchema,
} from "../api/campaign.ts";
import { clientInputSchema, clientPatchSchema, clientSchema } from "../api/client.ts";
import { consentInputSchema, consentRevocationSchema, consentSchema } from "../api/consent.ts";
import { contactFacetsSchema } from "../api/contact-facets.ts";
import { contactInputSchema, contactPageSchema, contactPatchSchema, contactSchema } from "../api/contact.ts";
import { contactsBulkResultSchema, contactsBulkSchema } from "../api/contacts-bulk.ts";
import { dashboardStatsSchema } from "../api/dashboard.ts";
import { dialingRulesPatchSchema, dialingRulesSchema } from "../api/dialing-rules.ts";
import { dncEntrySchema, dncImportSchema, dncInputSchema, dncRemovalSchema } from "../api/dnc.ts";
import { healthSchema, readinessSchema } from "../api/health.ts";
import {
  importAcceptedSchema,
  importOfUploadSchema,
  importOptionsSchema,
  importPreviewSchema,
  importSchema,
  uploadSchema,
} from "../api/import.ts";
import { jobSchema } from "../api/job.ts";
import { judgementSchema } from "../api/judgement.ts";
import { killSwitchSchema, killSwitchStateSchema } from "../api/kill-switch.ts";
import { lawChangeSchema, platformLawsSchema } from "../api/law.ts";
import { liveBoardSchema } from "../api/live.ts";
import { outboundCallSchema, requestedCallSchema } from "../api/outbound-call.ts";
import { pageSchema } from "../api/page.ts";
import { phoneNumberInputSchema, phoneNumberPatchSchema, phoneNumberSchema } from "../api/phone-number.ts";
import { plansSchema } from "../api/plan.ts";
import { problemSchema } from "../api/problem.ts";
import { recordingSchema } from "../api/recording.ts";
import {
  confirmEmailSchema,
  loginInputSchema,
  magicLinkSentSchema,
  meSchema,
  refreshInputSchema,
  registerInputSchema,
  sessionSchema,
} from "../api/session.ts";
import { startReviewSchema } from "../api/start-review.ts";
import { transcriptSchema } from "../api/turn.ts";
import { leadVerdictSchema } from "../api/verdict.ts";
import {
  deliverySchema,
  MESSAGES,
  type WebhookEvent,
  webhookInputSchema,
  webhookPatchSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from "../api/webhook.ts";

/** What is sent, by the name that the description gives it: the very schemas that the routes validate with. */
export const BODIES = {
  AgentInput: agentInputSchema,
  AgentPatch: agentPatchSchema,
  ApiKeyInput: apiKeyInputSchema,
  CampaignInput: campaignInputSchema,
  CampaignPatch: campaignPatchSchema,
  ChatRequest: chatRequestSchema,
  ClientInput: clientInputSchema,
  ClientPatch: clientPatchSchema,
  ConsentInput: consentInputSchema,
  ConsentRevocation: consentRevocationSchema,
  ContactInput: contactInputSchema,
  ContactPatch: contactPatchSchema,
  ContactsBulk: contactsBulkSchema,
  DialingRulesPatch: dialingRulesPatchSchema,
  DncInput: dncInputSchema,
  DncRemoval: dncRemovalSchema,
  ImportOfUpload: importOfUploadSchema,
  ImportOptions: importOptionsSchema,
  KillSwitch: killSwitchSchema,
  LawChange: lawChangeSchema,
  Login: loginInputSchema,
  OutboundCall: outboundCallSchema,
  PhoneNumberInput: phoneNumberInputSchema,
  PhoneNumberPatch: phoneNumberPatchSchema,
  Refresh: refreshInputSchema,
  Registration: registerInputSchema,
  WebhookInput: webhookInputSchema,
  WebhookPatch: webhookPatchSchema,
} as const satisfies Record<string, z.ZodType>;
export type BodyName = keyof typeof BODIES;

/** What is answered, by name. */
export const ANSWERS = {
  AdminCallPage: pageSchema(adminCallSchema),
  AdminHealth: adminHealthSchema,
  AdminTenantPage: pageSchema(adminTenantSchema),
  AdminUserPage: pageSchema(adminUserSchema),
  Agent: agentSchema,
  AgentPage: pageSchema(agentSchema),
  AgentVersionPage: pageSchema(agentVersionSchema),
  ApiKeyPage: pageSchema(apiKeySchema),
  Call: callDetailSchema,
  CallAnalysis: callAnalysisSchema,
  CallEventPage: pageSchema(callEventSchema),
  CallPage: pageSchema(callSummarySchema),
  CallSummary: callSummarySchema,
  CallsByDay: callsByDaySchema,
  Campaign: campaignSchema,
  CampaignPage: pageSchema(campaignSchema),
  CampaignStats: campaignStatsSchema,
  CallFacets: callFacetsSchema,
  PausedCampaigns: pausedCampaignsSchema,
  Client: clientSchema,
  ClientPage: pageSchema(clientSchema),
  ConfirmEmail: confirmEmailSchema,
  Consent: consentSchema,
  ConsentPage: pageSchema(consentSchema),
  Contact: contactSchema,
  ContactFacets: contactFacetsSchema,
  ContactPage: contactPageSchema,
  ContactsBulkResult: contactsBulkResultSchema,
  CostsByDay: costsByDaySchema,
  DashboardStats: dashboardStatsSchema,
  Delivery: deliverySchema,
  DeliveryPage: pageSchema(deliverySchema),
  DialingRules: dialingRulesSchema,
  DncEntry: dncEntrySchema,
  DncImport: dncImportSchema,
  DncPage: pageSchema(dncEntrySchema),
  Funnel: funnelSchema,
  Health: healthSchema,
  Hours: hoursSchema,
  Import: importSchema,
  ImportAccepted: importAcceptedSchema,
  ImportPreview: importPreviewSchema,
  JobPage: pageSchema(jobSchema),
  Judgement: judgementSchema,
  KillSwitchState: killSwitchStateSchema,
  PlatformLaws: platformLawsSchema,
  LatencyByDay: latencyByDaySchema,
  LeadVerdict: leadVerdictSchema,
  LiveBoard: liveBoardSchema,
  MagicLinkSent: magicLinkSentSchema,
  Me: meSchema,
  Models: modelsSchema,
  NewApiKey: newApiKeySchema,
  Outcomes: outcomesSchema,
  PhoneNumber: phoneNumberSchema,
  PhoneNumberPage: pageSchema(phoneNumberSchema),
  Plans: plansSchema,
  Problem: problemSchema,
  Readiness: readinessSchema,
  RecordingPage: pageSchema(recordingSchema),
  RequestedCall: requestedCallSchema,
  Session: sessionSchema,
  StartReview: startReviewSchema,
  Transcript: transcriptSchema,
  Upload: uploadSchema,
  Voices: voicesSchema,
  Webhook: webhookSchema,
  WebhookPage: pageSchema(webhookSchema),
  WebhookWithSecret: webhookWithSecretSchema,
  CallEndedMessage: MESSAGES["call.ended"],
  CallAnalysedMessage: MESSAGES["call.analysed"],
  CampaignStatusMessage: MESSAGES["campaign.status"],
} as const satisfies Record<string, z.ZodType>;
export type AnswerName = keyof typeof ANSWERS;

/** The messages of webhooks, by the names that they have among the answers. */
export const MESSAGE_NAMES = {
  "call.ended": "CallEndedMessage",
  "call.analysed": "CallAnalysedMessage",
  "campaign.status": "CampaignStatusMessage",
} as const satisfies Record<WebhookEvent, AnswerName>;
