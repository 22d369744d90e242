import type { ApiScope } from "#lib/domain/api/api-key";

export const SETTINGS_TEXTS = {
  title: "Settings",
  managersTitle: "Nothing to see for you here",
  managersText: "Only an owner or an admin can see and change this.",
  copy: "Copy",
  copied: "Copied.",
  copyFailed: "Your browser did not let us copy. Select it and copy it yourself.",
  more: "Show more",
  done: "Done",
  cancel: "Cancel",
} as const;

export const SCOPE_TEXT: Record<ApiScope, { label: string; hint: string }> = {
  read: { label: "Read", hint: "See campaigns, contacts, calls and everything else." },
  write: {
    label: "Write",
    hint: "Change all of that. Contacts added to a campaign that runs are called.",
  },
  dial: { label: "Dial", hint: "Start and resume campaigns, and place single calls." },
};

export const API_KEY_TEXTS = {
  title: "API keys",
  note: "For your own programs. A key is sent as a bearer token.",
  add: "New key",
  addTitle: "Make an API key",
  addNote: "Give it only what its program needs.",
  name: "Name",
  nameHint: "What uses it, for example “CRM sync”.",
  scopes: "What it may do",
  role: "Acts as",
  roleHint: "An admin may also change calling rules and take numbers off the do-not-call list.",
  roles: { admin: "Admin", user: "User" },
  make: "Make key",
  cancel: "Cancel",
  madeTitle: "Your new API key",
  madeNote: "Copy it now and keep it safe: it is shown only this once.",
  secretLabel: "API key",
  key: "Key",
  lastUsed: "Last used",
  never: "Never",
  createdBy: "Made by",
  status: "Status",
  active: "Active",
  revoked: "Revoked",
  revoke: "Revoke",
  revokeTitle: "Revoke this key?",
  revokeText: "Programs that use it are refused at once. It cannot be taken back.",
  wasRevoked: "The key was revoked.",
  emptyTitle: "No API keys yet",
  emptyText: "Make one to use the API from your own programs.",
  failed: "The API keys could not be loaded",
} as const;
