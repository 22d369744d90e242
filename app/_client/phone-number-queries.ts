import { queryOptions } from "@tanstack/react-query";
import type { Page } from "#lib/domain/api/page";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import { fetchApi } from "./fetch-api.ts";

export const phoneNumbersQuery = (initial: Page<PhoneNumber>) =>
  queryOptions({
    queryKey: ["phone-numbers"],
    queryFn: ({ signal }) => fetchApi<Page<PhoneNumber>>("/phone-numbers", { signal }),
    initialData: initial,
  });
