/**
 * The answer to a HEAD request. Next leaves the body of a GET where it is, so whatever that holds open (a file from the
 * storage, a follower of the live feed, a listener's place in a call) would stay so.
 */
export function withoutBody(answer: Response): Response {
  answer.body?.cancel().catch(() => undefined);
  return new Response(null, answer);
}
