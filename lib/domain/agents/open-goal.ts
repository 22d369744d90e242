/** What an agent calls for where nobody has set a goal. */
export const OPEN_GOAL = "Find out whether they have a moment, and answer their questions";
