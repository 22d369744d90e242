import {
  Ban,
  CalendarClock,
  CircleQuestionMark,
  CircleX,
  Clock,
  Forward,
  MessageSquare,
  PhoneMissed,
  PhoneOff,
  Target,
  Voicemail,
  VolumeX,
  type LucideIcon,
} from "lucide-react";
import { Status } from "@/components/ui/status";
import type { OutcomeIcon, OutcomeView } from "./outcome.ts";

const ICONS: Record<Exclude<OutcomeIcon, "live">, LucideIcon> = {
  target: Target,
  conversation: MessageSquare,
  callback: CalendarClock,
  transfer: Forward,
  blocked: Ban,
  voicemail: Voicemail,
  missed: PhoneMissed,
  busy: PhoneOff,
  silent: VolumeX,
  failed: CircleX,
  unknown: CircleQuestionMark,
  waiting: Clock,
};

export function CallOutcome({ view }: { view: OutcomeView }) {
  if (view.icon === "live") {
    return (
      <Status tone={view.tone} dot="still">
        {view.word}
      </Status>
    );
  }
  return (
    <Status tone={view.tone} icon={ICONS[view.icon]}>
      {view.word}
    </Status>
  );
}
