/** What the account has left (developer.vonage.com, Account API): it has a host of its own, whatever calls go to. */
export async function vonageBalance(
  apiKey: string,
  apiSecret: string,
  host = "https://rest.nexmo.com",
): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  const answer = await fetch(`${host}/account/get-balance`, { headers: { authorization } });
  if (answer.status === 401) throw new Error("it refuses the API key and secret");
  if (!answer.ok) throw new Error(`it answers ${answer.status}`);
  const { value } = (await answer.json()) as { value?: unknown };
  if (typeof value !== "number") throw new Error("it told no balance");
  if (value <= 0) throw new Error(`the balance is ${value.toFixed(2)} EUR: nobody can be called`);
  return `${value.toFixed(2)} EUR left`;
}
