import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { type BuilderStepLink, BuilderSteps } from "./builder-steps.tsx";

interface BuilderFrameProps {
  title: string;
  steps: BuilderStepLink[];
  children: ReactNode;
}

/** As high as the screen, so that the way on is at its lower end in each step, and stays there while a step is loaded. */
export function BuilderFrame({ title, steps, children }: BuilderFrameProps) {
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-2.5rem)] max-w-4xl flex-col max-lg:min-h-[calc(100dvh-5.75rem)]">
      <PageHeader parent={{ href: "/campaigns", label: "Campaigns" }} title={title} />
      <BuilderSteps steps={steps} />
      {children}
    </div>
  );
}
