import { z } from "zod";
import { nccoSchema } from "./ncco.ts";
import { badRequest, type InvalidParameter } from "./rest-error.ts";

const digits = z.string().regex(/^[1-9]\d{6,14}$/, "must be E.164 digits without +");
const phone = z.object({ type: z.literal("phone", "the sandbox calls only phones"), number: digits });
const httpUrl = z.url({ protocol: /^https?$/ });
const oneUrl = z.array(httpUrl).length(1, "must hold exactly one URL");
const method = z.enum(["GET", "POST"]);

const machineDetection = z.object({
  behavior: z.enum(["continue", "hangup"]).default("continue"),
  mode: z.enum(["default", "detect", "detect_beep"]).default("detect"),
  beep_timeout: z.int().min(45).max(120).default(45),
});

const createSchema = z
  .object({
    to: z.array(phone).length(1, "must hold exactly one endpoint"),
    from: phone.optional(),
    random_from_number: z.boolean().default(false),
    ncco: nccoSchema.optional(),
    answer_url: oneUrl.optional(),
    answer_method: method.default("GET"),
    event_url: oneUrl,
    event_method: method.default("POST"),
    ringing_timer: z.int().min(1).max(120).default(60),
    length_timer: z.int().min(1).max(7200).default(7200),
    machine_detection: z.enum(["continue", "hangup"]).optional(),
    advanced_machine_detection: machineDetection.optional(),
  })
  .refine((body) => (body.ncco === undefined) !== (body.answer_url === undefined), {
    path: ["ncco"],
    message: "either ncco or answer_url is required, and not both",
  })
  .refine((body) => (body.from === undefined) === body.random_from_number, {
    path: ["from"],
    message: "either from or random_from_number is required, and not both",
  });

export type CreateRequest = z.infer<typeof createSchema>;
export type MachineDetection = z.infer<typeof machineDetection>;

/** Throws a 400 that names each wrong field. */
export function parseCreateRequest(body: unknown): CreateRequest {
  const parsed = createSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw badRequest(invalidParameters(parsed.error));
}

export function invalidParameters(error: z.ZodError): InvalidParameter[] {
  return error.issues.map((issue) => ({ name: issue.path.join(".") || "body", reason: issue.message }));
}

/** What detection the call asks for; the advanced one wins over the standard one, which runs beside the call. */
export function detectionOf(request: CreateRequest): MachineDetection | null {
  if (request.advanced_machine_detection) return request.advanced_machine_detection;
  if (!request.machine_detection) return null;
  return { behavior: request.machine_detection, mode: "default", beep_timeout: 45 };
}
