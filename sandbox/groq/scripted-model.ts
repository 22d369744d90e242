import type { ChatMessage, ChatRequest } from "./chat-request.ts";
import { goalClause, readBriefing, type Briefing } from "./briefing.ts";
import { calleeIntent, callbackTime, type CalleeIntent } from "./callee-intent.ts";
import { ToolBox, type ScriptedAnswer } from "./tool-box.ts";

const ASK = "Would that be all right with you?";
const ASK_AGAIN = "So, would that be all right with you?";
const DID_NOT_CATCH = "Sorry, I did not quite catch that.";
const MAX_ANSWERS = 4;

/** How far the conversation has come, read from what the agent said and was heard to say. */
interface Progress {
  reasonGiven: boolean;
  asked: boolean;
  unclearBefore: number;
  answersGiven: number;
  /** The last thing asked was whether they are still there: a yes to that is no yes to the goal. */
  checkedPresence: boolean;
  over: boolean;
}

/**
 * A model made of rules. It knows nothing but the request: the goal and the names in the system prompt, what was
 * said, and the tools that are offered; like a model without tools it says everything in words when there are none.
 */
export function scriptedAnswer(request: ChatRequest): ScriptedAnswer {
  const begun = cutOff(request.messages);
  if (begun !== null) return goOn(begun, request);
  const briefing = readBriefing(request.messages);
  const tools = new ToolBox(request);
  const progress = readProgress(request.messages);
  if (request.messages.at(-1)?.role === "tool" || progress.over)
    return tools.end(null, "Thank you. Goodbye.");
  const said = lastSaid(request.messages);
  if (said === "") return { text: introduction(briefing), calls: [] };
  return reply(calleeIntent(said), said, briefing, progress, tools);
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

function reply(
  intent: CalleeIntent,
  said: string,
  briefing: Briefing,
  progress: Progress,
  tools: ToolBox,
): ScriptedAnswer {
  switch (intent) {
    case "voicemail":
      return tools.end(
        { disposition: "voicemail_no_message", reason: "A voicemail greeting answered." },
        "Goodbye.",
      );
    case "menu":
      return tools.end({ disposition: "no_goal", reason: "An automatic menu answered." }, "Goodbye.");
    case "opt_out":
      return tools.optOut("I understand. You will not get another call from us. Goodbye.");
    case "wrong_person":
      return tools.end(
        { disposition: "wrong_number", reason: "The person asked for is not at this number." },
        "I'm sorry to have troubled you. I will make a note of that. Goodbye.",
      );
    case "wants_human":
      return tools.transfer("The callee wants to speak with a person.");
    case "callback":
    case "busy":
      return tools.callback(callbackTime(said));
    case "refusal":
      return tools.end(
        { disposition: "not_interested", reason: "The callee said that they are not interested." },
        "I understand. Thank you for your time, and have a good day. Goodbye.",
      );
    case "foreign":
      if (briefing.language !== "en") return pitch(briefing, "");
      return tools.end(
        { disposition: "language_barrier", reason: "The callee speaks another language." },
        "I'm sorry, I only speak English. Goodbye.",
      );
    case "screening":
    case "who":
      return pitch(briefing, `This is ${named(briefing)}. `);
    case "price":
      if (!progress.reasonGiven) return pitch(briefing, "There is no charge at all for this. ");
      return answerQuestion("There is no charge at all for this, and nothing to sign.", progress, tools);
    case "question":
      if (!progress.reasonGiven) return pitch(briefing, "");
      return answerQuestion(
        "That is a good question, and a colleague will send you the details.",
        progress,
        tools,
      );
    case "slower":
      return pitch(briefing, "Of course, I will speak slowly and clearly. ");
    case "wait":
      return { text: "Of course, take your time.", calls: [] };
    case "agreement":
      if (progress.checkedPresence && progress.reasonGiven) return { text: ASK_AGAIN, calls: [] };
      if (!progress.reasonGiven) return pitch(briefing, "Great, thanks for taking my call. ");
      if (!progress.asked) return { text: `Thank you. ${ASK_AGAIN}`, calls: [] };
      return tools.end(
        { disposition: "goal_achieved", reason: "The callee agreed." },
        "Wonderful, thank you very much. Have a great day. Goodbye.",
      );
    case "no":
      if (!progress.asked) return pitch(briefing, "I'm sorry to disturb you. ");
      return tools.end(
        { disposition: "not_interested", reason: "The callee said no." },
        "I understand. Thank you for your time, and have a good day. Goodbye.",
      );
    case "greeting":
    case "unclear":
      if (!progress.reasonGiven) return pitch(briefing, "Thanks for taking my call. ");
      return intent === "greeting" && !progress.asked ? pitch(briefing, "") : askOnceMore(progress, tools);
  }
}

function askOnceMore(progress: Progress, tools: ToolBox): ScriptedAnswer {
  if (progress.unclearBefore === 0) return { text: `${DID_NOT_CATCH} ${ASK_AGAIN}`, calls: [] };
  return tools.end(
    { disposition: "no_goal", reason: "The answers were not clear." },
    "I'm afraid the line is not good. Thank you for your time. Goodbye.",
  );
}

function answerQuestion(answer: string, progress: Progress, tools: ToolBox): ScriptedAnswer {
  if (progress.answersGiven < MAX_ANSWERS) return { text: `${answer} ${ASK_AGAIN}`, calls: [] };
  return tools.end(
    { disposition: "no_goal", reason: "The callee kept asking and did not decide." },
    "A colleague will send you all of that in writing. Thank you for your time. Goodbye.",
  );
}

/** Long enough that it can be interrupted in the middle: two sentences, 20 to 40 words. */
function pitch(briefing: Briefing, opening: string): ScriptedAnswer {
  return { text: `${opening}The reason I'm calling is that ${goalClause(briefing)}. ${ASK}`, calls: [] };
}

function introduction(briefing: Briefing): string {
  return `Hello, this is ${named(briefing)}. Do you have a moment?`;
}

function named(briefing: Briefing): string {
  return briefing.company ? `${briefing.agent} from ${briefing.company}` : briefing.agent;
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

function readProgress(messages: readonly ChatMessage[]): Progress {
  const agent = messages.filter((m) => m.role === "assistant");
  const heard = agent.map((m) => m.content.toLowerCase().replaceAll("’", "'"));
  const reasonAt = heard.findIndex((text) => /reason (i'm|i am|im) calling/.test(text));
  const since = reasonAt === -1 ? [] : heard.slice(reasonAt);
  const asking = since.filter((text) => /that be all right with you/.test(text));
  return {
    reasonGiven: reasonAt !== -1,
    asked: asking.length > 0,
    unclearBefore: heard.filter((text) => text.includes("did not quite catch")).length,
    answersGiven: since.filter((text) => /no charge at all|a good question/.test(text)).length,
    checkedPresence: /still (there|on the line|with me)|(can|do) you hear me/.test(heard.at(-1) ?? ""),
    over: agent.some((m) => m.tool_calls?.some((c) => ["end_call", "opt_out"].includes(c.function.name))),
  };
}
