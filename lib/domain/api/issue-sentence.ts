import type { z } from "zod";

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const FORMATS: Record<string, string> = {
  uuid: "This is not an id.",
  email: "Give a valid e-mail address.",
  url: "Give a whole address, such as https://example.com/.",
  date: "Write the day as 2027-05-31.",
  datetime: "Write the time as 2027-05-31T09:00:00Z.",
};

const MOST_NAMED = 12;

/** What to do about an input that a schema refuses without words of its own, as its `error` for one `parse`. */
export const issueSentence: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return `Give ${KINDS[issue.expected] ?? "something else"}${issue.input === undefined ? "; this is missing" : ""}.`;
    case "too_small":
    case "too_big":
      return boundSentence(issue);
    case "invalid_value":
      return `Choose ${choiceOf(issue.values)}.`;
    case "invalid_format":
      return FORMATS[issue.format] ?? "Write this as it is described.";
    case "invalid_union": {
      const { options } = issue as { options?: unknown };
      return Array.isArray(options)
        ? `Choose ${choiceOf(options)}.`
        : "Write this in one of the forms described.";
    }
    case "invalid_key":
      return "This name is not one that can stand here.";
    case "unrecognized_keys":
      return `Leave out ${issue.keys.join(", ")}.`;
    case "invalid_element":
    case "not_multiple_of":
    case "custom":
    default:
      return "Write this as it is described.";
  }
};

type Bound = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>;

function boundSentence(issue: Bound): string {
  const isMost = issue.code === "too_big";
  const bound = `${isMost ? "at most" : "at least"} ${isMost ? issue.maximum : issue.minimum}`;
  if (issue.origin === "string") return `Use ${bound} characters.`;
  if (["array", "set", "map", "record"].includes(issue.origin)) return `Give ${bound} of these.`;
  return `Give ${bound}.`;
}

function choiceOf(values: readonly unknown[]): string {
  const named = values.slice(0, MOST_NAMED).map((value) => JSON.stringify(value));
  const more = values.length > named.length ? ", …" : "";
  return values.length === 1 ? String(named[0]) : `one of ${named.join(", ")}${more}`;
}
