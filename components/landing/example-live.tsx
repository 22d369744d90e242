import { LiveCard } from "@/components/calls/live-card";
import { exampleBoard } from "./example-board.ts";

/** The live board's own cards. */
export function ExampleLive({ now }: { now: Date }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {exampleBoard(now).map((call) => (
        <LiveCard key={call.call_id} call={call} actions={null} />
      ))}
    </div>
  );
}
