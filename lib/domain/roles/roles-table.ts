import { USER_ROLES, type UserRole } from "../statuses.ts";
import { ACTIONS, type Permission } from "./actions.ts";

export interface RolesRow {
  what: string;
  isInPerson: boolean;
  may: Record<UserRole, boolean>;
}

/** The table of who may do what, as people read it. */
export function rolesTable(): RolesRow[] {
  return Object.values<Permission>(ACTIONS).map(({ what, roles, inPerson }) => ({
    what: what.charAt(0).toUpperCase() + what.slice(1),
    isInPerson: inPerson === true,
    may: Object.fromEntries(USER_ROLES.map((role) => [role, roles.includes(role)])) as RolesRow["may"],
  }));
}
