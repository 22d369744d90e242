/** Faults planted into what the workers ask of the database: [what the product asks, what is asked instead]. */
const PLANTED: Record<string, [asked: RegExp, instead: string]> = {
  "the gate sees no window": [
    /c\.calling_config, c\.purpose/,
    `'{"time_window_start":"00:00","time_window_end":"24:00","allowed_days":[0,1,2,3,4,5,6],"timezone":"UTC"}'::jsonb
      as calling_config, c.purpose`,
  ],
  "the gate sees no do-not-call list": [/talky\.dnc_entries d where/, "talky.dnc_entries d where false and"],
  "a claim counts without its lease": [
    /j\.status = 'claimed' and j\.lease_until = (\$\d+)/,
    "$1::timestamptz is not null",
  ],
};
type PlantedFault = keyof typeof PLANTED;

export interface Plant {
  rewrite: (statement: string) => string;
  /** Faults whose statement never came: the product asks otherwise by now. */
  unused(): PlantedFault[];
}

/** All of them at once. */
export function plantFaults(): Plant {
  const used = new Set<PlantedFault>();
  return {
    rewrite: (statement) => {
      let text = statement;
      for (const [fault, [asked, instead]] of Object.entries(PLANTED)) {
        if (!asked.test(text)) continue;
        used.add(fault);
        text = text.replace(asked, instead);
      }
      return text;
    },
    unused: () => Object.keys(PLANTED).filter((fault) => !used.has(fault)),
  };
}
