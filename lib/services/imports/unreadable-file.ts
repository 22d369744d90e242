/** The file as a whole cannot be imported; the message is one sentence for the person who uploaded it. */
export class UnreadableFile extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = "UnreadableFile";
  }
}
