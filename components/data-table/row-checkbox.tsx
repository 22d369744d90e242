interface RowCheckboxProps {
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

/** Lies above what makes the whole row a link. */
export function RowCheckbox({ label, isChecked, onChange }: RowCheckboxProps) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      className="relative z-1 block size-4 accent-[var(--accent-fill)]"
      checked={isChecked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
