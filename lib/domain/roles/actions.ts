import type { UserRole } from "../statuses.ts";

type Command = "insert" | "update" | "delete";

/** One line of the table of who may do what. */
export interface Permission {
  /** Goes on from "Only an owner or an admin can …". */
  what: string;
  roles: readonly UserRole[];
  /** Somebody who is signed in: no API key, whatever its role. */
  inPerson?: true;
  /** The tables whose policies say the same of the role, by command. */
  database?: readonly `${Command} ${string}`[];
}

const EVERYBODY = ["owner", "admin", "user"] as const;
const MANAGERS = ["owner", "admin"] as const;
const OWNERS = ["owner"] as const;

/** Who may do what. Each verb names its action, and nothing else decides; the platform's operators stand apart. */
export const ACTIONS = {
  "campaigns.read": { what: "see campaigns and contacts", roles: EVERYBODY },
  "campaigns.change": { what: "make and change campaigns", roles: EVERYBODY },
  "campaigns.run": { what: "start, pause and stop campaigns", roles: EVERYBODY },
  "contacts.change": { what: "add, import and change contacts and their consents", roles: EVERYBODY },
  "calls.read": { what: "see calls, recordings and analytics", roles: EVERYBODY },
  "calls.make": { what: "make single calls", roles: EVERYBODY },
  "calls.change": { what: "end calls and have them analysed", roles: EVERYBODY },
  "calls.correct": { what: "correct what a call came to", roles: MANAGERS },
  "calls.listen": { what: "listen in to calls", roles: MANAGERS, inPerson: true },
  "agents.read": { what: "see agents", roles: EVERYBODY },
  "agents.change": { what: "make, change and test agents", roles: EVERYBODY },
  "clients.read": { what: "see clients", roles: EVERYBODY },
  "clients.change": { what: "add and change clients", roles: EVERYBODY },
  "dnc.read": { what: "see the do-not-call list", roles: EVERYBODY },
  "dnc.add": { what: "put numbers on the do-not-call list", roles: EVERYBODY },
  "dnc.remove": {
    what: "take a number off the do-not-call list",
    roles: MANAGERS,
    database: ["delete dnc_entries"],
  },
  "members.read": { what: "see who belongs to the business", roles: EVERYBODY },
  "members.change": {
    what: "invite people, change their roles and remove them",
    roles: MANAGERS,
    inPerson: true,
    database: ["insert invitations", "update invitations", "update user_profiles", "delete user_profiles"],
  },
  // The database has no word for it but its trigger `guard_members`.
  "owners.change": { what: "make and unmake owners", roles: OWNERS, inPerson: true },
  "members.leave": { what: "leave the business", roles: EVERYBODY, inPerson: true },
  "account.read": { what: "see their own sessions", roles: EVERYBODY, inPerson: true },
  "account.change": {
    what: "change their own name and password, and end their sessions",
    roles: EVERYBODY,
    inPerson: true,
  },
  "business.read": { what: "see the business, its rules and the numbers to call from", roles: EVERYBODY },
  "business.change": { what: "change the business", roles: MANAGERS, database: ["update tenants"] },
  "dialing_rules.change": {
    what: "change the rules before a call",
    roles: MANAGERS,
    database: ["insert dialing_rules", "update dialing_rules"],
  },
  "plan.change": { what: "change the plan", roles: OWNERS, inPerson: true },
  "retention.change": {
    what: "decide how long data is kept",
    roles: MANAGERS,
    database: ["insert data_retention", "update data_retention"],
  },
  "people.export": { what: "export a person's data", roles: MANAGERS, inPerson: true },
  "people.erase": { what: "erase a person's data", roles: MANAGERS, inPerson: true },
  "phone_numbers.change": {
    what: "change the numbers to call from",
    roles: MANAGERS,
    database: ["insert phone_numbers", "update phone_numbers", "delete phone_numbers"],
  },
  "webhooks.read": { what: "see webhooks", roles: MANAGERS },
  "webhooks.change": {
    what: "set up webhooks",
    roles: MANAGERS,
    database: [
      "insert webhook_endpoints",
      "update webhook_endpoints",
      "delete webhook_endpoints",
      "insert webhook_deliveries",
      "update webhook_deliveries",
    ],
  },
  "api_keys.read": { what: "see API keys", roles: MANAGERS },
  "api_keys.change": {
    what: "make and revoke API keys",
    roles: MANAGERS,
    inPerson: true,
    database: ["insert api_keys", "update api_keys"],
  },
} as const satisfies Record<string, Permission>;

export type Action = keyof typeof ACTIONS;

export const permissionOf = (action: Action): Permission => ACTIONS[action];

export const mayDo = (role: UserRole, action: Action): boolean => permissionOf(action).roles.includes(role);

/** The sentence for whoever has not the role. */
export function roleRefusal(action: Action): string {
  const { roles, what } = permissionOf(action);
  return `Only ${roles.length === 1 ? "an owner" : "an owner or an admin"} can ${what}.`;
}
