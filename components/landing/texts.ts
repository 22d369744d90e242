export const LANDING_TEXTS = {
  headline: "It makes the calls. You read what came of them.",
  lead: "Give Talky a goal and a list of contacts. It dials within your hours, holds a real conversation on each call, and files every one under what was agreed.",
  signUp: "Create an account",
  signIn: "Sign in",
  dashboard: "Open the dashboard",
  exampleTitle: "A call, as you see it afterwards",
  exampleNote: "A call to sandbox number 10, who interrupts",
  liveTitle: "Watch every call as it happens",
  liveLead: "Who is called, how far they are, and the words as they are spoken. Nothing has to be reloaded.",
  campaignsTitle: "One campaign at a glance",
  campaignsLead:
    "A thousand contacts, each in exactly one place: goal reached, finished, in a call, trying again later, or waiting, with the reason why.",
  campaignTitle: "Spring check-ups",
  campaignNote: "1,000 contacts · sample data",
  pointsTitle: "What it takes care of",
  sandboxTitle: "Try every path without ringing a phone",
  sandboxLead:
    "The sandbox answers like the real world. The last two digits of a number choose who picks up, and what the call comes to:",
  digits: "Ends in",
  who: "Who picks up",
  outcome: "Comes to",
} as const;

export const LANDING_POINTS = [
  {
    title: "A conversation, not a recording",
    text: "The agent listens while it speaks. Cut in, and it stops within a breath, answers what you said, and goes on towards its goal.",
  },
  {
    title: "Rules before every dial",
    text: "Calling hours, attempts, the do-not-call list and calls at once are checked before each dial, and the reason is kept when the answer is no.",
  },
  {
    title: "One outcome for each call",
    text: "Goal achieved, callback asked for, opted out, busy: with the recording, the transcript, and what was said but never heard.",
  },
] as const;
