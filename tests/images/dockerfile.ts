/** One instruction of a Dockerfile, its lines joined. */
export interface Instruction {
  name: string;
  /** `--from=build` and the like. */
  flags: Record<string, string>;
  /** What follows the flags. */
  text: string;
}

export interface Stage {
  image: string;
  /** null: it is the image itself. */
  name: string | null;
  steps: Instruction[];
}

/** The stages of a Dockerfile (docs.docker.com/reference/dockerfile). Throws on what it cannot read. */
export function readDockerfile(text: string): Stage[] {
  const lines = text
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name = "", rest = ""] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === "") throw new Error(`no instruction: ${line}`);
    if (name === "FROM") {
      const [, image = "", stage] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? [];
      stages.push({ image, name: stage ?? null, steps: [] });
      continue;
    }
    const flags: Record<string, string> = {};
    let tail = rest;
    for (let flag = FLAG.exec(tail); flag !== null; flag = FLAG.exec(tail)) {
      flags[flag[1] ?? ""] = flag[2] ?? "";
      tail = tail.slice(flag[0].length);
    }
    const current = stages.at(-1);
    if (!current) throw new Error(`before any FROM: ${line}`);
    current.steps.push({ name, flags, text: tail });
  }
  return stages;
}

const FLAG = /^--([a-z-]+)=(\S+)\s+/;

/** The steps of this name. */
export const stepsOf = (stage: Stage, name: string): Instruction[] =>
  stage.steps.filter((step) => step.name === name);

/** A command in its exec form; a shell would not hand signals on. */
export function execForm(text: string): string[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed) || !parsed.every((word) => typeof word === "string"))
    throw new Error(`not in exec form: ${text}`);
  return parsed;
}
