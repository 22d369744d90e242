import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { type BuilderStepLink, BuilderSteps } from "./builder-steps.tsx";

interface BuilderFrameProps {
  title: string;
  steps: BuilderStepLink[];
  children: ReactNode;
}

/** Down to the screen's lower end, so that the way on is there in each step, long or short, and stays there while one is loaded. */
export function BuilderFrame({ title, steps, children }: BuilderFrameProps) {
  return (
    <div className="mx-auto -mb-5 flex min-h-[calc(100dvh-1.25rem)] max-w-4xl flex-col max-lg:min-h-[calc(100dvh-4.5rem)]">
      <PageHeader parent={{ href: "/campaigns", label: "Campaigns" }} title={title} />
      <BuilderSteps steps={steps} />
      {children}
    </div>
  );
}
