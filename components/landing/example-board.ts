import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import type { LiveCall } from "#lib/domain/api/live";

const id = (n: number): string => `00000000-0000-4000-8000-0000000000${String(n).padStart(2, "0")}`;

interface Sample {
  name: string;
  phoneNumber: string;
  sinceS: number;
  session: LiveCall["session_state"];
  turns: [role: "agent" | "callee", text: string][];
  saying: LiveCall["saying"];
}

const SAMPLES: Sample[] = [
  {
    name: "Priya Nair",
    phoneNumber: "+14155550110",
    sinceS: 34,
    session: "speaking",
    turns: [
      ["agent", "Great, thanks for taking my"],
      ["callee", "Wait, sorry, how much does it cost?"],
    ],
    saying: { role: "agent", text: "There is no charge at all for this. The reason I'm calling is" },
  },
  {
    name: "Jonas Weber",
    phoneNumber: "+14155550108",
    sinceS: 51,
    session: "listening",
    turns: [
      ["agent", "Would a check-up next week be all right with you?"],
      ["callee", "I'm driving."],
      ["agent", "Of course. When may I call back?"],
    ],
    saying: { role: "callee", text: "Tomorrow at ten would be" },
  },
];

/** Two calls that go on, as the board shows them; begun so long before `now`. */
export const exampleBoard = (now: Date): LiveCall[] =>
  SAMPLES.map((sample, i) => {
    const at = new Date(now.getTime() - sample.sinceS * 1000).toISOString();
    return {
      call_id: id(i),
      campaign_id: id(9),
      campaign_name: "Spring check-ups",
      lead_id: id(i),
      contact_name: sample.name,
      phone_number: sample.phoneNumber,
      requested_at: at,
      answered_at: at,
      carrier_state: "answered",
      session_state: sample.session,
      answered_by: "human",
      turns: sample.turns.map(([role, text], index) => ({ index, role, text, interrupted: false })),
      saying: sample.saying,
    };
  });

/** A campaign half way. */
export const EXAMPLE_STATS: Pick<
  CampaignStats,
  "total_leads" | "job_status_counts" | "goals_achieved" | "disposition_counts" | "telephony_result_counts"
> = {
  total_leads: 1000,
  job_status_counts: { done: 412, in_call: 12, retry_scheduled: 96, pending: 480 },
  goals_achieved: 138,
  disposition_counts: {
    goal_achieved: 138,
    not_interested: 94,
    callback_requested: 41,
    voicemail_no_message: 77,
    opted_out: 9,
  },
  telephony_result_counts: { answered: 359, no_answer: 102, busy: 47 },
};
