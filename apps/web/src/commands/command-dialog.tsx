import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Dialog } from '../design/dialog';
import { FormButtons, formClass, OutcomeNote } from '../design/form';
import { texts as shared } from '../design/texts';
import type { CommandPayload, Outcome } from '../graphql/outcome';
import { useCommand, type CommandDocument } from '../graphql/use-command';
import { useTexts } from '../language/use-language';
import { useToast } from '../shell/toasts';
import { CommandField, type FieldSpec } from './command-field';
import { differences, type Fact } from './differences';
import { DifferencesNote } from './differences-note';
import { inputOf, missingIn, startValues, type Values } from './values';

export interface CommandDialogProps {
  readonly title: string;
  /** The word on the button. */
  readonly act: string;
  readonly document: CommandDocument;
  /** What the person is asked. */
  readonly fields: readonly FieldSpec[];
  /** What belongs to the command without being asked: ids. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Makes the rest of the input of what was typed; what was typed itself, if omitted. */
  readonly inputFrom?: (typed: Readonly<Record<string, string | number>>) => Readonly<Record<string, unknown>>;
  /** The revision of what the command changes, as the person sees it now. */
  readonly revision?: number;
  /** What the person decides by, as it is now: if somebody changes it meanwhile, the dialog says how. */
  readonly facts?: readonly Fact[];
  /** A sentence about what follows. */
  readonly hint?: string;
  /** Is told what was recorded. */
  readonly onDone: (message?: string) => void;
  readonly onClose: () => void;
  /** The message once it is recorded. */
  readonly done: string;
}

/**
 * Asks for the fields of one command and sends it. Nothing that was typed is lost while it is open: not by a refusal, a lost connection, an
 * ended session, or a change by somebody else, which is shown before the command can overrule it.
 */
export function CommandDialog(props: CommandDialogProps): ReactNode {
  const { title, act, document, fields, input, inputFrom = (typed) => typed, revision, facts = [], hint, onDone, onClose, done } = props;
  const words = useTexts(shared);
  const say = useToast();
  const formId = useId();
  const [values, setValues] = useState<Values>(() => startValues(fields));
  const [wasSent, setSent] = useState(false);
  const { send, isSending, outcome } = useCommand(document);
  // What the person saw when the form opened, or when they agreed to a change by somebody else.
  const seen = useRef({ revision, facts });
  const changed = differences(seen.current.facts, facts);
  const missing = missingIn(fields, values);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (missing.length > 0) return focusOn(`${formId}-${missing[0]!}`);
    void sending();
  };
  const sending = async (): Promise<void> => {
    const expectedRevision = seen.current.revision;
    const found = await send({
      ...input,
      ...inputFrom(inputOf(fields, values)),
      ...(expectedRevision !== undefined && { expectedRevision }),
    });
    if (found.is === 'refused' && found.refusals.some(({ code }) => code === 'CONFLICT'))
      seen.current = { ...seen.current, revision: undefined };
    if (found.is !== 'done') return;
    say([done, ...found.warnings].join(' '));
    onDone();
    onClose();
  };
  const agree = (): void => {
    seen.current = { revision, facts };
    setValues({ ...values });
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <form className={formClass} onSubmit={submit} noValidate>
        {hint && <p>{hint}</p>}
        {changed.length > 0 && <DifferencesNote differences={changed} onAgree={agree} />}
        {fields.map((field) => (
          <CommandField
            key={field.name}
            id={`${formId}-${field.name}`}
            field={field}
            value={values[field.name] ?? ''}
            error={errorOf(field, wasSent && missing.includes(field.name), words.required, outcome)}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
        <OutcomeNote outcome={withoutFields(outcome, fields)} />
        <FormButtons act={act} isBusy={isSending} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

const focusOn = (id: string): void => document.getElementById(id)?.focus();

const isAbout = (field: FieldSpec, path: readonly string[] | null): boolean => path?.at(-1) === field.name;

function errorOf(field: FieldSpec, isMissing: boolean, required: string, outcome: Outcome<CommandPayload> | undefined): string | undefined {
  if (isMissing) return required;
  if (outcome?.is !== 'refused') return undefined;
  return outcome.refusals.find((refusal) => isAbout(field, refusal.field))?.message;
}

/** The refusals that no field shows. */
function withoutFields(outcome: Outcome<CommandPayload> | undefined, fields: readonly FieldSpec[]): Outcome<CommandPayload> | undefined {
  if (outcome?.is !== 'refused') return outcome;
  const refusals = outcome.refusals.filter((refusal) => !fields.some((field) => isAbout(field, refusal.field)));
  return refusals.length > 0 ? { is: 'refused', refusals } : undefined;
}
