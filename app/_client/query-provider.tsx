"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "./fetch-api.ts";

const isWorthRetrying = (error: unknown): boolean => !(error instanceof ApiError) || error.status >= 500;

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            // The page came with fresh data: a mount alone asks for nothing.
            staleTime: 5_000,
            retry: (failures, error) => failures < 2 && isWorthRetrying(error),
            networkMode: "always",
          },
          // Kept back until there is a network again, what somebody pressed would happen when nobody expects it any more.
          mutations: { networkMode: "always" },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
