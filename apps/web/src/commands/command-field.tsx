import type { ReactNode } from 'react';
import { DateField, SelectField, TextArea, TextField } from '../design/form';

/** One thing that a command asks for. */
export interface FieldSpec {
  /** Its name in the input of the command. */
  readonly name: string;
  readonly kind: 'text' | 'area' | 'date' | 'number' | 'select';
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly start?: string;
  /** Of a select: value and word. */
  readonly options?: readonly (readonly [value: string, word: string])[];
  /** The latest or earliest date that makes sense. */
  readonly max?: string;
  readonly min?: string;
}

interface CommandFieldProps {
  readonly id: string;
  readonly field: FieldSpec;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** The control for one field. */
export function CommandField({ id, field, value, error, onChange }: CommandFieldProps): ReactNode {
  const { kind, label, hint, isRequired = false, options = [], max, min } = field;
  const common = {
    controlId: id,
    label,
    hint,
    error,
    value,
    required: isRequired,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  };
  switch (kind) {
    case 'area':
      return <TextArea {...common} />;
    case 'date':
      return <DateField {...common} max={max} min={min} />;
    case 'select':
      return <SelectField {...common} options={options} />;
    case 'number':
      return <TextField {...common} inputMode="decimal" />;
    case 'text':
      return <TextField {...common} />;
  }
}
