/** Makes the demo business, once: an owner who can sign in, and a campaign that only needs to be started. */
import pg from "pg";
import { DEMO_CAMPAIGN, DEMO_OWNER, demoContacts } from "./demo.ts";

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing.`);
  return value;
};

const client = new pg.Client({ connectionString: required("DATABASE_URL"), application_name: "talky-seed" });
await client.connect();
try {
  const owner = await client.query("select 1 from auth.users where email = $1", [DEMO_OWNER.email]);
  if (owner.rowCount === 0) await signUp();
  // A campaign that was deleted by hand leaves its row and is not made again.
  const campaigns = await client.query(
    "select 1 from talky.campaigns c join talky.user_profiles p using (tenant_id) where p.email = $1",
    [DEMO_OWNER.email],
  );
  if (campaigns.rowCount === 0) {
    await client.query("begin");
    await makeCampaign();
    await client.query("commit");
  }
} finally {
  await client.end();
}

/** As a visitor would: through Supabase Auth, so that tenant and profile come to be by the same trigger. */
async function signUp(): Promise<void> {
  const key = required("SUPABASE_PUBLISHABLE_KEY");
  const response = await fetch(`${required("SUPABASE_URL")}/auth/v1/signup`, {
    method: "POST",
    headers: { "content-type": "application/json", apikey: key },
    body: JSON.stringify({
      email: DEMO_OWNER.email,
      password: required("TALKY_DEMO_PASSWORD"),
      data: { name: DEMO_OWNER.name, business_name: DEMO_OWNER.businessName },
    }),
  });
  if (!response.ok) throw new Error(`Signing up the demo owner: ${response.status} ${await response.text()}`);
}

async function makeCampaign(): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `insert into talky.campaigns
       (tenant_id, name, description, goal, max_concurrent_calls, max_attempts, script_config, calling_config, created_by)
     select tenant_id, $2, $3, $4, $5, $6, $7, $8, id from talky.user_profiles where email = $1 returning id`,
    [
      DEMO_OWNER.email,
      DEMO_CAMPAIGN.name,
      DEMO_CAMPAIGN.description,
      DEMO_CAMPAIGN.goal,
      DEMO_CAMPAIGN.maxConcurrentCalls,
      DEMO_CAMPAIGN.maxAttempts,
      JSON.stringify(DEMO_CAMPAIGN.scriptConfig),
      JSON.stringify(DEMO_CAMPAIGN.callingConfig),
    ],
  );
  const campaignId = rows[0]?.id;
  if (!campaignId) throw new Error("The demo owner has no profile.");
  await client.query(
    `insert into talky.leads (tenant_id, campaign_id, phone_number, first_name)
     select c.tenant_id, c.id, n.phone_number, n.first_name
     from talky.campaigns c,
       jsonb_to_recordset($2) as n (phone_number text, first_name text)
     where c.id = $1`,
    [campaignId, JSON.stringify(demoContacts())],
  );
}
