"use client";

import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/control";
import { Field, FieldMessage } from "@/components/ui/field";
import { DAY_TEXT, FORM_TEXTS } from "./texts.ts";

export interface Hours {
  /** "HH:MM"; the end may be "24:00". */
  start: string;
  end: string;
  /** 0 = Monday. */
  days: number[];
}

const HALF_HOURS = Array.from({ length: 49 }, (_, i) => {
  const hour = String(Math.floor(i / 2)).padStart(2, "0");
  return `${hour}:${i % 2 === 0 ? "00" : "30"}`;
});

/** A campaign that was made by the API may have other times. */
const timesWith = (times: string[], own: string): string[] =>
  times.includes(own) ? times : [...times, own].toSorted();

interface CallingHoursProps {
  hours: Hours;
  onChange: (hours: Hours) => void;
  error: (path: string) => string | undefined;
}

export function CallingHours({ hours, onChange, error }: CallingHoursProps) {
  const daysError = error("calling_config.allowed_days");
  const toggle = (day: number): void => {
    const days = hours.days.includes(day) ? hours.days.filter((d) => d !== day) : [...hours.days, day];
    onChange({ ...hours, days });
  };
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Field
          name="calling_config.time_window_start"
          label={FORM_TEXTS.from}
          error={error("calling_config.time_window_start")}
        >
          {(control) => (
            <Select
              {...control}
              value={hours.start}
              onChange={(event) => onChange({ ...hours, start: event.target.value })}
            >
              {timesWith(HALF_HOURS.slice(0, -1), hours.start).map((time) => (
                <option key={time}>{time}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          name="calling_config.time_window_end"
          label={FORM_TEXTS.to}
          error={error("calling_config.time_window_end")}
        >
          {(control) => (
            <Select
              {...control}
              value={hours.end}
              onChange={(event) => onChange({ ...hours, end: event.target.value })}
            >
              {timesWith(HALF_HOURS.slice(1), hours.end).map((time) => (
                <option key={time}>{time}</option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{FORM_TEXTS.days}</legend>
        <div className="flex flex-wrap gap-1.5">
          {DAY_TEXT.map((word, day) => {
            const isOn = hours.days.includes(day);
            return (
              <label
                key={word}
                className={cn(
                  "cursor-pointer rounded-md border px-2.5 py-1.5 text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                  isOn
                    ? "border-accent bg-accent-soft font-medium text-accent"
                    : "border-control bg-surface text-ink-2 hover:bg-hover",
                )}
              >
                <input
                  type="checkbox"
                  name="calling_config.allowed_days"
                  value={day}
                  checked={isOn}
                  onChange={() => toggle(day)}
                  className="sr-only"
                />
                {word}
              </label>
            );
          })}
        </div>
        {daysError ? <FieldMessage text={daysError} /> : null}
      </fieldset>
    </>
  );
}
