import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";

/** What such a form is given by its screen, which sends what comes of it. */
export interface SettingsFormProps<Input> {
  isPending: boolean;
  error: string | null;
  onSubmit: (input: Input) => void;
  onCancel: () => void;
}

interface FrameProps {
  isPending: boolean;
  error: string | null;
  submit: string;
  cancel: string;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** A form of the settings in its dialog: what is wrong, its fields, and the two ways out. */
export function SettingsForm({ isPending, error, submit, cancel, onSubmit, onCancel, children }: FrameProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className="flex flex-col gap-4"
    >
      {error ? <Notice tone="bad">{error}</Notice> : null}
      {children}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{cancel}</Button>
        <Button type="submit" look="primary" disabled={isPending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

interface SeveralProps<T extends string> {
  label: string;
  options: readonly T[];
  texts: Record<T, { label: string; hint: string }>;
  chosen: readonly T[];
  onChange: (chosen: readonly T[]) => void;
}

/** Some of a few, each with what it means. */
export function Several<T extends string>({ label, options, texts, chosen, onChange }: SeveralProps<T>) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {options.map((option) => (
        <Checkbox
          key={option}
          label={texts[option].label}
          hint={texts[option].hint}
          checked={chosen.includes(option)}
          onChange={({ target }) =>
            onChange(target.checked ? [...chosen, option] : chosen.filter((one) => one !== option))
          }
        />
      ))}
    </fieldset>
  );
}
