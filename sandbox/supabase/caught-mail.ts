/** A message as Supabase's mailer hands it over. */
export interface OutgoingMail {
  to: string;
  subject: string;
  text?: string | undefined;
  html?: string | undefined;
}

/** Where caught mail goes (`sandbox/control/mailbox.ts`). */
export interface MailCatcher {
  deliver(mail: { to: string; subject: string; text: string }): { links: string[] };
}

/** The text to keep: the HTML with its tags (and so its links) where there is no plain one. */
export function textOf(mail: OutgoingMail): string {
  return mail.text ?? mail.html ?? "";
}
