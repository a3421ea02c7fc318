import { useId, type ComponentProps, type ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import type { Outcome } from '../graphql/outcome';
import { Button } from './button';
import styles from './form.module.css';
import { texts } from './texts';

interface FieldProps {
  readonly label: string;
  /** A sentence under the label: what to write, or what follows from it. */
  readonly hint?: string | undefined;
  /** Why the value was not taken. */
  readonly error?: string | undefined;
  /** The id of the control, where something has to find it. */
  readonly controlId?: string;
  /** Gets the attributes that join the control with its label, hint and error. */
  readonly children: (control: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode;
}

/** A label, a control, and what is wrong with its value. */
export function Field({ label, hint, error, controlId, children }: FieldProps): ReactNode {
  const ownId = useId();
  const id = controlId ?? ownId;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </span>
      )}
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error !== undefined })}
      {error && (
        <span id={`${id}-error`} className={styles['error']}>
          {error}
        </span>
      )}
    </div>
  );
}

/** Text of one line, with its label. */
export function TextField({ label, hint, error, controlId, ...input }: Omit<FieldProps, 'children'> & ComponentProps<'input'>): ReactNode {
  return (
    <Field label={label} hint={hint} error={error} {...(controlId && { controlId })}>
      {(control) => <input type="text" {...input} {...control} className={styles['control']} />}
    </Field>
  );
}

/** A plain date by the browser's own input, which speaks the person's language and suits a thumb. */
export function DateField({ label, hint, error, controlId, ...input }: Omit<FieldProps, 'children'> & ComponentProps<'input'>): ReactNode {
  return (
    <Field label={label} hint={hint} error={error} {...(controlId && { controlId })}>
      {(control) => <input {...input} {...control} type="date" className={styles['control']} />}
    </Field>
  );
}

/** Text of several lines, with its label. */
export function TextArea({ label, hint, error, controlId, ...area }: Omit<FieldProps, 'children'> & ComponentProps<'textarea'>): ReactNode {
  return (
    <Field label={label} hint={hint} error={error} {...(controlId && { controlId })}>
      {(control) => <textarea rows={3} {...area} {...control} className={styles['control']} />}
    </Field>
  );
}

/** One of some values, with its label. @param options value and word; give one with an empty value as the choice of none */
export function SelectField({
  label,
  hint,
  error,
  controlId,
  options,
  ...select
}: Omit<FieldProps, 'children'> &
  ComponentProps<'select'> & { readonly options: readonly (readonly [value: string, word: string])[] }): ReactNode {
  return (
    <Field label={label} hint={hint} error={error} {...(controlId && { controlId })}>
      {(control) => (
        <select {...select} {...control} className={styles['control']}>
          {options.map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What the api refused that belongs to no single field, or that nobody knows whether it was recorded. */
export function OutcomeNote({ outcome }: { readonly outcome: Outcome<unknown> | undefined }): ReactNode {
  const t = useTexts(texts);
  if (!outcome || outcome.is === 'done') return null;
  return (
    <div className={styles['note']} role="alert">
      {outcome.is === 'refused' ? (
        outcome.refusals.map(({ code, message }) => <p key={code + message}>{message}</p>)
      ) : (
        <p>{outcome.message || t.mayBeSent}</p>
      )}
    </div>
  );
}

/** The buttons below a form: the act, and the way out. */
export function FormButtons({
  act,
  isBusy,
  onCancel,
}: {
  readonly act: string;
  readonly isBusy: boolean;
  readonly onCancel?: () => void;
}): ReactNode {
  const t = useTexts(texts);
  return (
    <div className={styles['buttons']}>
      <Button type="submit" kind="primary" isBusy={isBusy}>
        {act}
      </Button>
      {onCancel && <Button onClick={onCancel}>{t.cancel}</Button>}
    </div>
  );
}

export const formClass = styles['form'];

/** For controls that a page renders itself within a Field. */
export const fieldControlClass = styles['control'];
