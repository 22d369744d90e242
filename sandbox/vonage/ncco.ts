import { z } from "zod";

/** Samples a second of the socket's audio, by its content type. */
export const SOCKET_RATES = {
  "audio/l16;rate=8000": 8000,
  "audio/l16;rate=16000": 16_000,
  "audio/l16;rate=24000": 24_000,
} as const;

const MAX_HEADER_BYTES = 512;
const httpUrl = z.url({ protocol: /^https?$/ });

const websocketEndpoint = z.object({
  type: z.literal("websocket"),
  uri: z.url({ protocol: /^wss?$/ }),
  "content-type": z.enum(
    Object.keys(SOCKET_RATES) as [keyof typeof SOCKET_RATES],
    "content-type (in this spelling) must be audio/l16;rate=8000, 16000 or 24000",
  ),
  headers: z
    .record(z.string(), z.unknown())
    .refine((headers) => Buffer.byteLength(JSON.stringify(headers)) <= MAX_HEADER_BYTES, {
      message: `must not be longer than ${MAX_HEADER_BYTES} bytes`,
    })
    .default({}),
  authorization: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("vonage") }),
      z.object({
        type: z.literal("custom"),
        value: z.string().regex(/^[\x20-\x7e]{1,8191}$/, "must be printable ASCII below 8192 characters"),
      }),
    ])
    .optional(),
});

const phoneEndpoint = z.object({
  type: z.literal("phone"),
  number: z.string().regex(/^[1-9]\d{6,14}$/, "must be E.164 digits without +"),
  /** What it serves is said to them before they are joined to the call. */
  onAnswer: z.object({ url: httpUrl, ringbackTone: z.string().optional() }).optional(),
});

/** Of the actions this simulator runs `connect`; it refuses the others rather than pass over them. */
const connectAction = z.object({
  action: z.literal("connect", "the sandbox runs only connect"),
  endpoint: z
    .array(z.discriminatedUnion("type", [websocketEndpoint, phoneEndpoint], "must be a websocket or a phone"))
    .length(1, "must hold exactly one endpoint"),
  from: z
    .string()
    .regex(/^[1-9]\d{6,14}$/, "must be E.164 digits without +")
    .optional(),
  eventType: z.literal("synchronous").optional(),
  eventUrl: z.array(httpUrl).length(1).optional(),
  eventMethod: z.enum(["POST", "GET"]).optional(),
  timeout: z.int().min(1).max(120).optional(),
  limit: z.int().min(1).max(7200).optional(),
});

export const nccoSchema = z.array(connectAction).min(1, "must hold at least one action");
export type Ncco = z.infer<typeof nccoSchema>;
export type ConnectAction = Ncco[number];
export type WebsocketEndpoint = z.infer<typeof websocketEndpoint>;
export type PhoneEndpoint = z.infer<typeof phoneEndpoint>;

/** null: an answer that is no NCCO, which the carrier treats like none. */
export function parseNcco(body: unknown): Ncco | null {
  const parsed = nccoSchema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

const talkSchema = z
  .array(
    z.object({
      action: z.literal("talk"),
      text: z.string().min(1).max(1500),
      language: z
        .string()
        .regex(/^[a-z]{2,3}-[A-Z]{2}$/)
        .optional(),
      style: z.int().min(0).optional(),
      premium: z.boolean().optional(),
    }),
  )
  .min(1);

/** What an `onAnswer` URL has said to whom it was connected; null: nothing that can be said. */
export function parseTalk(body: unknown): string[] | null {
  const parsed = talkSchema.safeParse(body);
  return parsed.success ? parsed.data.map(({ text }) => text) : null;
}
