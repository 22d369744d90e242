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
