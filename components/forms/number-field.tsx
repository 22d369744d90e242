import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";

interface NumberFieldProps {
  idPrefix: string;
  value: string;
  onChange: (value: string) => void;
}

const TEXTS = { label: "Phone number", hint: "With the country code, for example +1 415 555 0100." };

/** A phone number that must be given. */
export function NumberField({ idPrefix, value, onChange }: NumberFieldProps) {
  return (
    <Field idPrefix={idPrefix} name="phone_number" label={TEXTS.label} hint={TEXTS.hint}>
      {(control) => (
        <Input
          {...control}
          type="tel"
          required
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
