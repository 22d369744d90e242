/** The `data:` lines of a stream of server-sent events, however its bytes were cut; the rest of the format is skipped. */
export async function* serverSentData(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data:")) yield line.slice(5).trim();
  }
  rest += decoder.decode();
  if (rest.startsWith("data:")) yield rest.slice(5).trim();
}
