import type { z } from "zod";
import { chatRequestSchema } from "../agents/test-chat.ts";
import {
  addressInputSchema,
  confirmationSentSchema,
  foundingInputSchema,
  mePatchSchema,
  passwordInputSchema,
  resetSentSchema,
} from "../api/account.ts";
import {
  adminCallSchema,
  adminHealthSchema,
  adminTenantSchema,
  adminUserSchema,
  adminAuditEntrySchema,
  tenantStatusChangeSchema,
  tenantStatusSchema,
} from "../api/admin.ts";
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
  attemptsSchema,
  callsByDaySchema,
  comparisonSchema,
  costsByDaySchema,
  dispositionsByDaySchema,
  funnelSchema,
  hoursSchema,
  latencyByDaySchema,
  outcomesSchema,
} from "../api/analytics.ts";
import { apiKeyInputSchema, apiKeySchema, newApiKeySchema } from "../api/api-key.ts";
import { businessPatchSchema, businessSchema } from "../api/business.ts";
import { callCorrectionSchema, callDetailSchema, callEventSchema, callSummarySchema } from "../api/call.ts";
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
import {
  acceptInvitationSchema,
  invitationInputSchema,
  invitationSchema,
  invitationTokenSchema,
  newInvitationSchema,
  offeredInvitationSchema,
} from "../api/invitation.ts";
import { jobSchema } from "../api/job.ts";
import { judgementSchema } from "../api/judgement.ts";
import { killSwitchSchema, killSwitchStateSchema } from "../api/kill-switch.ts";
import { lawChangeSchema, platformLawsSchema } from "../api/law.ts";
import { liveBoardSchema } from "../api/live.ts";
import { memberPatchSchema, memberSchema } from "../api/member.ts";
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
  sessionUserSchema,
} from "../api/session.ts";
import { startReviewSchema } from "../api/start-review.ts";
import { transcriptSchema } from "../api/turn.ts";
import { endedSessionsSchema, endSessionsSchema, userSessionSchema } from "../api/user-session.ts";
import { planChangeSchema, usageSchema } from "../api/usage.ts";
import { erasureSchema, personSchema, retentionPatchSchema, retentionSchema } from "../api/privacy.ts";
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
  AcceptInvitation: acceptInvitationSchema,
  Address: addressInputSchema,
  AgentInput: agentInputSchema,
  AgentPatch: agentPatchSchema,
  ApiKeyInput: apiKeyInputSchema,
  BusinessPatch: businessPatchSchema,
  CallCorrection: callCorrectionSchema,
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
  EndSessions: endSessionsSchema,
  Founding: foundingInputSchema,
  ImportOfUpload: importOfUploadSchema,
  ImportOptions: importOptionsSchema,
  InvitationInput: invitationInputSchema,
  InvitationToken: invitationTokenSchema,
  KillSwitch: killSwitchSchema,
  LawChange: lawChangeSchema,
  Login: loginInputSchema,
  MePatch: mePatchSchema,
  MemberPatch: memberPatchSchema,
  OutboundCall: outboundCallSchema,
  PasswordInput: passwordInputSchema,
  Person: personSchema,
  PlanChange: planChangeSchema,
  PhoneNumberInput: phoneNumberInputSchema,
  PhoneNumberPatch: phoneNumberPatchSchema,
  Refresh: refreshInputSchema,
  Registration: registerInputSchema,
  RetentionPatch: retentionPatchSchema,
  TenantStatusChange: tenantStatusChangeSchema,
  WebhookInput: webhookInputSchema,
  WebhookPatch: webhookPatchSchema,
} as const satisfies Record<string, z.ZodType>;
export type BodyName = keyof typeof BODIES;

/** What is answered, by name. */
export const ANSWERS = {
  AdminAuditPage: pageSchema(adminAuditEntrySchema),
  AdminCallPage: pageSchema(adminCallSchema),
  AdminHealth: adminHealthSchema,
  AdminTenantPage: pageSchema(adminTenantSchema),
  AdminUserPage: pageSchema(adminUserSchema),
  Agent: agentSchema,
  AgentPage: pageSchema(agentSchema),
  AgentVersionPage: pageSchema(agentVersionSchema),
  ApiKeyPage: pageSchema(apiKeySchema),
  Business: businessSchema,
  Call: callDetailSchema,
  CallAnalysis: callAnalysisSchema,
  CallEventPage: pageSchema(callEventSchema),
  CallPage: pageSchema(callSummarySchema),
  CallSummary: callSummarySchema,
  Attempts: attemptsSchema,
  CallsByDay: callsByDaySchema,
  Comparison: comparisonSchema,
  Campaign: campaignSchema,
  CampaignPage: pageSchema(campaignSchema),
  CampaignStats: campaignStatsSchema,
  CallFacets: callFacetsSchema,
  PausedCampaigns: pausedCampaignsSchema,
  Client: clientSchema,
  ClientPage: pageSchema(clientSchema),
  ConfirmationSent: confirmationSentSchema,
  ConfirmEmail: confirmEmailSchema,
  Consent: consentSchema,
  ConsentPage: pageSchema(consentSchema),
  Contact: contactSchema,
  ContactFacets: contactFacetsSchema,
  ContactPage: contactPageSchema,
  ContactsBulkResult: contactsBulkResultSchema,
  CostsByDay: costsByDaySchema,
  DispositionsByDay: dispositionsByDaySchema,
  DashboardStats: dashboardStatsSchema,
  Delivery: deliverySchema,
  DeliveryPage: pageSchema(deliverySchema),
  DialingRules: dialingRulesSchema,
  DncEntry: dncEntrySchema,
  DncImport: dncImportSchema,
  DncPage: pageSchema(dncEntrySchema),
  EndedSessions: endedSessionsSchema,
  Erasure: erasureSchema,
  Funnel: funnelSchema,
  Health: healthSchema,
  Hours: hoursSchema,
  Import: importSchema,
  ImportAccepted: importAcceptedSchema,
  ImportPreview: importPreviewSchema,
  InvitationPage: pageSchema(invitationSchema),
  JobPage: pageSchema(jobSchema),
  Judgement: judgementSchema,
  KillSwitchState: killSwitchStateSchema,
  PlatformLaws: platformLawsSchema,
  LatencyByDay: latencyByDaySchema,
  LeadVerdict: leadVerdictSchema,
  LiveBoard: liveBoardSchema,
  MagicLinkSent: magicLinkSentSchema,
  Me: meSchema,
  Member: memberSchema,
  MemberPage: pageSchema(memberSchema),
  Models: modelsSchema,
  NewApiKey: newApiKeySchema,
  NewInvitation: newInvitationSchema,
  OfferedInvitation: offeredInvitationSchema,
  Outcomes: outcomesSchema,
  PhoneNumber: phoneNumberSchema,
  PhoneNumberPage: pageSchema(phoneNumberSchema),
  Plans: plansSchema,
  Problem: problemSchema,
  Readiness: readinessSchema,
  RecordingPage: pageSchema(recordingSchema),
  RequestedCall: requestedCallSchema,
  ResetSent: resetSentSchema,
  Retention: retentionSchema,
  Session: sessionSchema,
  SessionUser: sessionUserSchema,
  StartReview: startReviewSchema,
  TenantStatus: tenantStatusSchema,
  Transcript: transcriptSchema,
  Upload: uploadSchema,
  UserSessionPage: pageSchema(userSessionSchema),
  Usage: usageSchema,
  Voices: voicesSchema,
  Webhook: webhookSchema,
  WebhookPage: pageSchema(webhookSchema),
  WebhookWithSecret: webhookWithSecretSchema,
  CallEndedMessage: MESSAGES["call.ended"],
  CallCorrectedMessage: MESSAGES["call.corrected"],
  CallAnalysedMessage: MESSAGES["call.analysed"],
  CampaignStatusMessage: MESSAGES["campaign.status"],
} as const satisfies Record<string, z.ZodType>;
export type AnswerName = keyof typeof ANSWERS;

/** The messages of webhooks, by the names that they have among the answers. */
export const MESSAGE_NAMES = {
  "call.ended": "CallEndedMessage",
  "call.corrected": "CallCorrectedMessage",
  "call.analysed": "CallAnalysedMessage",
  "campaign.status": "CampaignStatusMessage",
} as const satisfies Record<WebhookEvent, AnswerName>;
