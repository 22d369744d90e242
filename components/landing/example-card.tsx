import { CallOutcome } from "@/components/calls/call-outcome";
import { dispositionView } from "@/components/calls/outcome";
import { Transcript } from "@/components/calls/transcript";
import { VoiceLanes } from "@/components/calls/voice-lanes";
import { Card, CardHeader } from "@/components/ui/card";
import { EXAMPLE_DURATION_MS, EXAMPLE_TURNS } from "./example-call.ts";
import { LANDING_TEXTS as T } from "./texts.ts";

/** The call page's own pieces. */
export function ExampleCard() {
  return (
    <Card aria-label={T.exampleTitle} className="shadow-float">
      <CardHeader
        title={T.exampleTitle}
        note={T.exampleNote}
        actions={<CallOutcome view={dispositionView("goal_achieved")} />}
      />
      <div className="border-b border-line px-4 py-4">
        <VoiceLanes turns={EXAMPLE_TURNS} durationMs={EXAMPLE_DURATION_MS} peaks={null} />
      </div>
      <Transcript turns={EXAMPLE_TURNS} currentIndex={null} />
    </Card>
  );
}
