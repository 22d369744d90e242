import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { Card } from "@/components/ui/card";

export default function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center">
      <header className="mb-6 text-lg">
        <Link href="/" className="rounded-md">
          <Logo />
        </Link>
      </header>
      <main className="w-full max-w-sm">
        <Card className="p-6">{children}</Card>
      </main>
    </div>
  );
}
