import type { ChatMessage, ChatRequest } from "./chat-request.ts";
import { readBriefing, type Briefing } from "./briefing.ts";
import { calleeIntent, type CalleeIntent } from "./callee-intent.ts";
import { callbackTime, momentOf } from "./callback-time.ts";
import { linesIn, type Lines } from "./scripted-lines.ts";
import { spanishIntent } from "./spanish-intent.ts";
import { ToolBox, type ScriptedAnswer } from "./tool-box.ts";

const MAX_ANSWERS = 4;

/** How far the conversation has come, read from what the agent said and was heard to say. */
interface Progress {
  reasonGiven: boolean;
  asked: boolean;
  unclearBefore: number;
  answersGiven: number;
  /** The last thing asked was whether they are still there: a yes to that is no yes to the goal. */
  checkedPresence: boolean;
  /** The last thing said was that they may take their time: who speaks now may be somebody else. */
  waited: boolean;
  askedEmail: boolean;
  askedNumber: boolean;
  /** The last question was for an address or a number. */
  isAskingContact: boolean;
  over: boolean;
}

interface Scene {
  said: string;
  briefing: Briefing;
  progress: Progress;
  lines: Lines;
  tools: ToolBox;
}

/**
 * A model made of rules. It knows nothing but the request: the goal and the names in the system prompt, what was
 * said, and the tools that are offered; like a model without tools it says everything in words when there are none.
 */
export function scriptedAnswer(request: ChatRequest): ScriptedAnswer {
  const begun = cutOff(request.messages);
  if (begun !== null) return goOn(begun, request);
  const briefing = readBriefing(request.messages);
  const lines = linesIn(briefing.language);
  const tools = new ToolBox(request);
  const progress = readProgress(request.messages, lines);
  if (request.messages.at(-1)?.role === "tool" || progress.over)
    return tools.end(null, lines.farewells.plain);
  const said = lastSaid(request.messages);
  if (said === "") return say(lines.introduction(named(briefing)));
  const intent = briefing.language === "es" ? spanishIntent(said) : calleeIntent(said);
  const scene = { said, briefing, progress, lines, tools };
  if (progress.isAskingContact && !ENDS_ASKING.has(intent)) return askContact(scene) ?? achieved(scene);
  return reply(intent, scene);
}

/** The beginning of an answer, when the model is told that it was cut off there. */
function cutOff(messages: readonly ChatMessage[]): string | null {
  const [answer, order] = messages.slice(-2);
  const isOrder = order?.role === "system" && /cut off/i.test(order.content);
  return isOrder && answer?.role === "assistant" ? answer.content : null;
}

function goOn(begun: string, request: ChatRequest): ScriptedAnswer {
  const whole = scriptedAnswer({ ...request, messages: request.messages.slice(0, -2) });
  return whole.text.startsWith(begun) ? { ...whole, text: whole.text.slice(begun.length) } : whole;
}

/** Whatever else is said when an address was asked for is taken for the address. */
const ENDS_ASKING: ReadonlySet<CalleeIntent> = new Set([
  "opt_out",
  "wrong_person",
  "wants_human",
  "callback",
  "refusal",
  "busy",
  "no",
]);

const say = (text: string): ScriptedAnswer => ({ text, calls: [] });

function reply(intent: CalleeIntent, scene: Scene): ScriptedAnswer {
  const { briefing, progress, lines, tools } = scene;
  const { farewells } = lines;
  switch (intent) {
    case "voicemail":
      return tools.end(
        { disposition: "voicemail_no_message", reason: "A voicemail greeting answered." },
        farewells.machine,
      );
    case "menu":
      return tools.end({ disposition: "no_goal", reason: "An automatic menu answered." }, farewells.machine);
    case "opt_out":
      return tools.optOut(farewells.optedOut);
    case "wrong_person":
      return tools.end(
        { disposition: "wrong_number", reason: "The person asked for is not at this number." },
        farewells.wrongPerson,
      );
    case "wants_human":
      return tools.transfer(
        "The callee wants to speak with a person.",
        `They wish to speak with a person. The call was about this: ${briefing.goal}`,
        lines.puttingThrough,
        farewells.noTransfer,
      );
    case "callback":
    case "busy":
      return callback(scene);
    case "refusal":
      return tools.end(
        { disposition: "not_interested", reason: "The callee said that they are not interested." },
        farewells.refused,
      );
    case "foreign":
      if (briefing.language !== "en" && briefing.language !== "es") return pitch(scene, "");
      return tools.end(
        { disposition: "language_barrier", reason: "The callee speaks another language." },
        farewells.language,
      );
    case "screening":
    case "who":
      return pitch(scene, lines.thisIs(named(briefing)));
    case "price":
      if (!progress.reasonGiven) return pitch(scene, lines.freeOpening);
      return answerQuestion(lines.free, scene);
    case "question":
      if (!progress.reasonGiven) return pitch(scene, "");
      return answerQuestion(lines.goodQuestion, scene);
    case "slower":
      return pitch(scene, lines.slowly);
    case "wait":
      return say(lines.takeYourTime);
    case "agreement":
      if (progress.checkedPresence && progress.reasonGiven) return say(lines.askAgain);
      if (!progress.reasonGiven) return pitch(scene, lines.great);
      if (!progress.asked) return say(`${lines.thankYou} ${lines.askAgain}`);
      return askContact(scene) ?? achieved(scene);
    case "no":
      if (!progress.asked) return pitch(scene, lines.sorryToDisturb);
      return tools.end({ disposition: "not_interested", reason: "The callee said no." }, farewells.refused);
    case "greeting":
    case "unclear":
      if (intent === "greeting" && progress.waited) return pitch(scene, lines.thisIs(named(briefing)));
      if (!progress.reasonGiven) return pitch(scene, lines.thanksForCall);
      return intent === "greeting" && !progress.asked ? pitch(scene, "") : askOnceMore(scene);
  }
}

function achieved({ tools, lines }: Scene): ScriptedAnswer {
  return tools.end({ disposition: "goal_achieved", reason: "The callee agreed." }, lines.farewells.done);
}

/** What the goal says is to be asked for and was not yet; null: nothing. */
function askContact({ briefing, progress, lines }: Scene): ScriptedAnswer | null {
  if (briefing.asksFor.email && !progress.askedEmail) return say(lines.askEmail);
  return briefing.asksFor.number && !progress.askedNumber ? say(lines.askNumber) : null;
}

function callback({ said, briefing, lines, tools }: Scene): ScriptedAnswer {
  const when = callbackTime(said);
  const at = briefing.now === null ? null : momentOf(when, briefing.now, briefing.timeZone);
  return tools.callback(when, at, lines.farewells.callback(when));
}

function askOnceMore({ progress, lines, tools }: Scene): ScriptedAnswer {
  if (progress.unclearBefore === 0) return say(`${lines.didNotCatch} ${lines.askAgain}`);
  return tools.end(
    { disposition: "no_goal", reason: "The answers were not clear." },
    lines.farewells.badLine,
  );
}

function answerQuestion(answer: string, { progress, lines, tools }: Scene): ScriptedAnswer {
  if (progress.answersGiven < MAX_ANSWERS) return say(`${answer} ${lines.askAgain}`);
  return tools.end(
    { disposition: "no_goal", reason: "The callee kept asking and did not decide." },
    lines.farewells.inWriting,
  );
}

const pitch = ({ lines, briefing }: Scene, opening: string): ScriptedAnswer =>
  say(lines.pitch(opening, briefing));

function named(briefing: Briefing): string {
  if (!briefing.company) return briefing.agent;
  return `${briefing.agent} ${briefing.language === "es" ? "de" : "from"} ${briefing.company}`;
}

function lastSaid(messages: readonly ChatMessage[]): string {
  const lastAgent = messages.findLastIndex((m) => m.role === "assistant");
  return messages
    .slice(lastAgent + 1)
    .filter((m) => m.role === "user")
    .map((m) => m.content)
    .join(" ")
    .trim();
}

const has = (texts: readonly string[], pattern: RegExp): boolean => texts.some((text) => pattern.test(text));

function readProgress(messages: readonly ChatMessage[], { known }: Lines): Progress {
  const agent = messages.filter((m) => m.role === "assistant");
  const heard = agent.map((m) => m.content.toLowerCase().replaceAll("’", "'"));
  const reasonAt = heard.findIndex((text) => known.reason.test(text));
  const since = reasonAt === -1 ? [] : heard.slice(reasonAt);
  const last = heard.at(-1) ?? "";
  return {
    reasonGiven: reasonAt !== -1,
    asked: has(since, known.asked),
    unclearBefore: heard.filter((text) => known.didNotCatch.test(text)).length,
    answersGiven: since.filter((text) => known.answered.test(text)).length,
    checkedPresence: known.presence.test(last),
    waited: known.waited.test(last),
    askedEmail: has(heard, known.askedEmail),
    askedNumber: has(heard, known.askedNumber),
    isAskingContact: known.askedEmail.test(last) || known.askedNumber.test(last),
    over: agent.some((m) => m.tool_calls?.some((c) => ["end_call", "opt_out"].includes(c.function.name))),
  };
}
