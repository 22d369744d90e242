import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { StyleNonce } from "@/app/_client/style-nonce";
import { THEME_COOKIE, themeOf } from "@/components/layout/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Talky", template: "%s · Talky" },
  description: "Outbound phone calls that hold a real conversation and say what came of it.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f6f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0c0e13" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" {...(theme === "system" ? {} : { "data-theme": theme })} suppressHydrationWarning>
      <body>
        <StyleNonce />
        {children}
      </body>
    </html>
  );
}
