import { queryOptions } from "@tanstack/react-query";
import type { Retention } from "#lib/domain/api/privacy";
import { API_BASE, ApiError, asJson, fetchApi, readProblem } from "./fetch-api.ts";

export const retentionQuery = (initial: Retention) =>
  queryOptions({
    queryKey: ["retention"],
    queryFn: ({ signal }) => fetchApi<Retention>("/data/retention", { signal }),
    initialData: initial,
  });

/** Has the browser save everything there is of a number. Throws ApiError. */
export async function downloadPerson(phoneNumber: string): Promise<void> {
  const response = await fetch(`${API_BASE}/data/export`, asJson("POST", { phone_number: phoneNumber }));
  if (!response.ok) throw new ApiError(response.status, await readProblem(response));
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = "person.zip";
  link.click();
  URL.revokeObjectURL(url);
}
