import { pageQuerySchema } from "../api/page.ts";
import { deliveryQuerySchema } from "../api/webhook.ts";
import type { Operation } from "./operation.ts";

const tag = "Webhooks";
const OFF = "The endpoint is switched off.";

export const WEBHOOK_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/webhooks",
    tag,
    summary: "List endpoints",
    description: "This and all that follows is for owners and admins.",
    access: "read",
    query: pageQuerySchema,
    answers: { 200: "WebhookPage" },
  },
  {
    method: "POST",
    path: "/webhooks",
    tag,
    summary: "Add an endpoint",
    description:
      "On the public internet, by https. The answer has the secret that signs, this one time. The messages: CallEndedMessage, CallAnalysedMessage, CampaignStatusMessage.",
    access: "write",
    body: "WebhookInput",
    example: { url: "https://example.com/talky", events: ["call.ended"] },
    answers: { 201: "WebhookWithSecret" },
    conflict: "There are as many as there can be.",
  },
  {
    method: "GET",
    path: "/webhooks/{id}",
    tag,
    summary: "One endpoint",
    access: "read",
    answers: { 200: "Webhook" },
  },
  {
    method: "PATCH",
    path: "/webhooks/{id}",
    tag,
    summary: "Change what is given, or switch it off and on",
    access: "write",
    body: "WebhookPatch",
    example: { is_active: false },
    answers: { 200: "Webhook" },
  },
  {
    method: "DELETE",
    path: "/webhooks/{id}",
    tag,
    summary: "Delete an endpoint with its log",
    access: "write",
    answers: { 204: "nothing" },
  },
  {
    method: "POST",
    path: "/webhooks/{id}/rotate-secret",
    tag,
    summary: "Make a new secret",
    description: "For 24 hours messages are signed with the former one too.",
    access: "write",
    answers: { 200: "WebhookWithSecret" },
  },
  {
    method: "POST",
    path: "/webhooks/{id}/test",
    tag,
    summary: "Send a message that means nothing",
    access: "write",
    answers: { 202: "Delivery" },
    conflict: OFF,
  },
  {
    method: "GET",
    path: "/webhooks/{id}/deliveries",
    tag,
    summary: "List what was sent, with every try",
    access: "read",
    query: deliveryQuerySchema,
    answers: { 200: "DeliveryPage" },
  },
  {
    method: "POST",
    path: "/webhooks/{id}/deliveries/{deliveryId}/replay",
    tag,
    summary: "Send a message once more",
    access: "write",
    answers: { 202: "Delivery" },
    conflict: `It is still being tried. ${OFF}`,
  },
];
