/** What is written for the eye alone, in any language. */
interface MarkRule {
  /** With the flag `g`. */
  pattern: RegExp;
  say: (match: RegExpExecArray) => string;
}

const nothing = (): string => "";

/** Markdown, tags and pictures, in the order in which they are tried at one place. */
export const MARK_RULES: readonly MarkRule[] = [
  // A fence of code with its language.
  { pattern: /^[ \t]*(?:```|~~~)[^\n]*\n?/gm, say: nothing },
  // Rules, and the line under a table's head.
  { pattern: /^[ \t]*(?:(?:[-*_][ \t]*){3,}|\|?[ \t]*:?-{2,}[-:| \t]*)(?:\n|$)/gm, say: nothing },
  { pattern: /^[ \t]*(?:#{1,6}|>+)[ \t]+/gm, say: nothing },
  { pattern: /^[ \t]*[-*+•‣▪●–][ \t]+(?:\[[ xX]\][ \t]+)?/gm, say: nothing },
  { pattern: /^[ \t]*(\d{1,2})[.)][ \t]+(?=\S)/gm, say: (match) => `${match[1]}, ` },
  { pattern: /!\[[^\]]*\]\([^)]*\)/g, say: nothing },
  { pattern: /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>/gi, say: nothing },
  { pattern: /\*+(?=\S)|(?<=\S)\*+|~+|`+/g, say: nothing },
  { pattern: /(?<![\p{L}\p{N}_])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])/gu, say: nothing },
  {
    pattern:
      /(?:\p{Extended_Pictographic}|\p{Regional_Indicator})(?:\uFE0F|\u20E3|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator})*/gu,
    say: nothing,
  },
  { pattern: /[\uFE0F\u20E3\u200D]|\p{Emoji_Modifier}/gu, say: nothing },
  { pattern: /(?<=^|\s)(?:[:;=]-?[)(DPp/|]|<3)(?=\s|[.,!?]|$)/gm, say: nothing },
  { pattern: /\\(?=[\\`*_{}[\]()#+\-.!|~])/g, say: nothing },
  { pattern: /[ \t]*\|[ \t]*/g, say: () => ", " },
  { pattern: /[ \t]*(?:→|⇒|->|=>)[ \t]*/g, say: () => ", " },
  // A heading or an item of a list is a sentence of its own.
  { pattern: /(?<=[\p{L}\p{N}%)*_`])[ \t]*\n+/gu, say: () => ".\n" },
];

/** `[label](address)`: its label is spoken. */
export const LINK = /\[([^[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\]]*\])/g;
