import { AppError } from "#lib/errors/app-error";
import { contactNumber } from "../contacts/contact-number.ts";

/** E.164; what is not given stays so. Throws `invalid` at `phone_number`. */
export function clientNumber<T extends string | null | undefined>(text: T): T | string {
  return text ? contactNumber(text).phone_number : text;
}

export function numberTaken(): AppError {
  const message = "Another client has this number.";
  return new AppError("conflict", { publicMessage: message, fields: [{ path: "phone_number", message }] });
}
