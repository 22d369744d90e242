/** A message as Supabase's mailer hands it over. */
export interface OutgoingMail {
  to: string;
  subject: string;
  text?: string | undefined;
  html?: string | undefined;
}

export interface CaughtMail {
  to: string;
  subject: string;
  text: string;
  links: string[];
}

/** Where caught mail goes (`sandbox/control/mailbox.ts`). */
export interface MailCatcher {
  add(message: CaughtMail): void;
}

/** The plain text and each address in it, the HTML's too where the text has none. */
export function readMail(mail: OutgoingMail): CaughtMail {
  const text = mail.text ?? mail.html?.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ") ?? "";
  const source = mail.text ?? mail.html?.replaceAll("&amp;", "&") ?? "";
  const links = [...new Set(source.match(/https?:\/\/[^\s"'<>]+/g))];
  return { to: mail.to, subject: mail.subject, text, links };
}
