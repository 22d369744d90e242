import pg, { type Client } from "pg";

export interface RolePasswords {
  talky_web?: string | undefined;
  talky_worker?: string | undefined;
}

/** Sets the passwords that were given and leaves the others. Returns the roles that got one. */
export async function setRolePasswords(client: Client, passwords: RolePasswords): Promise<string[]> {
  const given = Object.entries(passwords).filter(([, password]) => password);
  for (const [role, password] of given) {
    await client.query(
      `alter role ${pg.escapeIdentifier(role)} with login password ${pg.escapeLiteral(String(password))}`,
    );
  }
  return given.map(([role]) => role);
}
