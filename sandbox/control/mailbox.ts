export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  /** Every web address in the text, in order, each once. */
  links: string[];
}

const MAX_MESSAGES = 1000;

/** Mail that would have left the machine. */
export class Mailbox {
  private kept: MailMessage[] = [];

  get messages(): readonly MailMessage[] {
    return this.kept;
  }

  deliver(mail: { to: string; subject: string; text: string }): MailMessage {
    const message = { ...mail, links: linksIn(mail.text) };
    this.kept = [...this.kept, message].slice(-MAX_MESSAGES);
    return message;
  }

  clear(): void {
    this.kept = [];
  }
}

/** A full stop or a bracket after an address belongs to the sentence; so do the quotes of HTML. */
function linksIn(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"'`]+/g) ?? [];
  return [...new Set(found.map((link) => link.replace(/[.,;:!?)\]}]+$/, "").replaceAll("&amp;", "&")))];
}
