import { clientQuerySchema } from "../api/client.ts";
import { dashboardQuerySchema } from "../api/dashboard.ts";
import { dncQuerySchema } from "../api/dnc.ts";
import { pageQuerySchema } from "../api/page.ts";
import type { Operation } from "./operation.ts";

export const CLIENT_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/clients",
    tag: "Clients",
    summary: "List clients, newest first",
    access: "read",
    query: clientQuerySchema,
    answers: { 200: "ClientPage" },
  },
  {
    method: "POST",
    path: "/clients",
    tag: "Clients",
    summary: "Add a client",
    access: "write",
    body: "ClientInput",
    example: { name: "Lakeside Clinic", phone_number: "+14155550100" },
    isIdempotent: true,
    answers: { 201: "Client" },
    conflict: "Another client has this number.",
  },
  {
    method: "GET",
    path: "/clients/{id}",
    tag: "Clients",
    summary: "One client",
    access: "read",
    answers: { 200: "Client" },
  },
  {
    method: "PATCH",
    path: "/clients/{id}",
    tag: "Clients",
    summary: "Change what is given, or archive",
    access: "write",
    body: "ClientPatch",
    example: { is_archived: true },
    answers: { 200: "Client" },
    conflict: "Another client has this number.",
  },
  {
    method: "DELETE",
    path: "/clients/{id}",
    tag: "Clients",
    summary: "Delete a client for good",
    description: "Contacts of campaigns and calls are records of their own and stay.",
    access: "write",
    answers: { 204: "nothing" },
  },
];

const DNC_FORM = {
  campaign_id: "For this campaign alone.",
  default_country: "Two letters, for numbers without a country code.",
  reason: "Kept with each number.",
};

export const DNC_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/dnc",
    tag: "Do-not-call",
    summary: "List numbers that are not called",
    access: "read",
    query: dncQuerySchema,
    answers: { 200: "DncPage" },
  },
  {
    method: "POST",
    path: "/dnc",
    tag: "Do-not-call",
    summary: "Put a number on the list",
    access: "write",
    body: "DncInput",
    example: { phone_number: "+14155550107", reason: "Asked by e-mail" },
    answers: { 200: "DncEntry", 201: "DncEntry" },
  },
  {
    method: "DELETE",
    path: "/dnc/{id}",
    tag: "Do-not-call",
    summary: "Let a number be called again",
    description: "For owners and admins. Who did it and why is kept.",
    access: "write",
    body: "DncRemoval",
    example: { reason: "They asked to be called again." },
    answers: { 204: "nothing" },
  },
  {
    method: "POST",
    path: "/dnc/import",
    tag: "Do-not-call",
    summary: "Put a file of numbers on the list",
    description: "All of the file counts, from the answer on.",
    access: "write",
    form: DNC_FORM,
    answers: { 200: "DncImport" },
  },
  {
    method: "GET",
    path: "/dnc/export.csv",
    tag: "Do-not-call",
    summary: "The list as CSV",
    access: "read",
    query: dncQuerySchema,
    answers: { 200: { media: "text/csv", description: "A line a number, with a header." } },
  },
  {
    method: "POST",
    path: "/consents/{id}/revoke",
    tag: "Do-not-call",
    summary: "Revoke a consent",
    access: "write",
    body: "ConsentRevocation",
    example: { reason: "By e-mail" },
    answers: { 200: "Consent" },
  },
];

export const BUSINESS_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/dashboard/stats",
    tag: "Business",
    summary: "Today in figures",
    access: "read",
    query: dashboardQuerySchema,
    answers: { 200: "DashboardStats" },
  },
  {
    method: "GET",
    path: "/dialing-rules",
    tag: "Business",
    summary: "The rules before each call",
    access: "read",
    answers: { 200: "DialingRules" },
  },
  {
    method: "PATCH",
    path: "/dialing-rules",
    tag: "Business",
    summary: "Change what is given of the rules",
    description: "For owners and admins. Holds for every dial from now on.",
    access: "write",
    body: "DialingRulesPatch",
    example: { attempts_per_day: 2, allowed_countries: ["US", "CA"] },
    answers: { 200: "DialingRules" },
  },
];

export const USAGE_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/usage",
    tag: "Business",
    summary: "What this month has taken",
    description:
      "Minutes of the plan, what was used of each provider, what it cost, and what is left of the budgets.",
    access: "read",
    answers: { 200: "Usage" },
  },
  {
    method: "POST",
    path: "/plan",
    tag: "Business",
    summary: "Take another plan",
    description: "For the owner in person. From now on; what this month has used already counts on.",
    access: "person",
    body: "PlanChange",
    example: { plan_id: "5b0c2f4e-6f3e-4b55-9d1c-0c9f4f6f7a10" },
    answers: { 200: "Usage" },
    conflict: "Whoever bills has something against it.",
  },
];

export const DATA_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/data/retention",
    tag: "Business",
    summary: "How long data is kept",
    access: "read",
    answers: { 200: "Retention" },
  },
  {
    method: "PATCH",
    path: "/data/retention",
    tag: "Business",
    summary: "Change how long data is kept",
    description:
      "For owners and admins. In days; null keeps for good. What is too old by it goes within minutes.",
    access: "write",
    body: "RetentionPatch",
    example: { recordings_days: 30, transcripts_days: 180 },
    answers: { 200: "Retention" },
  },
  {
    method: "POST",
    path: "/data/export",
    tag: "Business",
    summary: "Export one person's data",
    description:
      "For owners and admins in person. All that there is of a number: person.json, and the recordings.",
    access: "person",
    body: "Person",
    example: { phone_number: "+14155550100" },
    answers: { 200: { media: "application/zip", description: "person.json and recordings/." } },
  },
  {
    method: "POST",
    path: "/data/erasure",
    tag: "Business",
    summary: "Erase one person's data",
    description:
      "For owners and admins in person. Nothing of it comes back, and the number is never called again: a hash of it stays.",
    access: "person",
    body: "Person",
    example: { phone_number: "+14155550100" },
    answers: { 200: "Erasure" },
    conflict: "A call to this number goes on.",
  },
];

export const PHONE_NUMBER_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/phone-numbers",
    tag: "Business",
    summary: "List the numbers that you call from",
    access: "read",
    answers: { 200: "PhoneNumberPage" },
  },
  {
    method: "POST",
    path: "/phone-numbers",
    tag: "Business",
    summary: "Add a number to call from",
    description: "One that the carrier lets you call from. For owners and admins.",
    access: "write",
    body: "PhoneNumberInput",
    example: { phone_number: "+14155550190", label: "Front desk", daily_cap: 100 },
    answers: { 201: "PhoneNumber" },
    isIdempotent: true,
    conflict: "The number is there already, or there are as many as there can be.",
  },
  {
    method: "PATCH",
    path: "/phone-numbers/{id}",
    tag: "Business",
    summary: "Change what is given of a number",
    access: "write",
    body: "PhoneNumberPatch",
    example: { is_active: false },
    answers: { 200: "PhoneNumber" },
  },
  {
    method: "DELETE",
    path: "/phone-numbers/{id}",
    tag: "Business",
    summary: "Call from a number no more",
    access: "write",
    answers: { 204: "nothing" },
  },
];

export const API_KEY_OPERATIONS: Operation[] = [
  {
    method: "GET",
    path: "/api-keys",
    tag: "API keys",
    summary: "List API keys",
    description: "For owners and admins.",
    access: "read",
    query: pageQuerySchema,
    answers: { 200: "ApiKeyPage" },
  },
  {
    method: "POST",
    path: "/api-keys",
    tag: "API keys",
    summary: "Make an API key",
    description: "For owners and admins who are signed in. The answer has the key, this one time.",
    access: "person",
    body: "ApiKeyInput",
    example: { name: "CRM sync", scopes: ["read", "write"], role: "user" },
    answers: { 201: "NewApiKey" },
  },
  {
    method: "DELETE",
    path: "/api-keys/{id}",
    tag: "API keys",
    summary: "Revoke an API key",
    description: "For owners and admins who are signed in. It opens nothing from the answer on.",
    access: "person",
    answers: { 204: "nothing" },
  },
];
