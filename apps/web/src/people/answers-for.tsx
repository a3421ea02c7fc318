import { useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Dialog } from '../design/dialog';
import { DateField, formClass, FormButtons, OutcomeNote, SelectField } from '../design/form';
import { Problem } from '../design/problem';
import { Skeleton } from '../design/skeleton';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { useAct } from '../graphql/use-act';
import { newId } from '../graphql/use-command';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { useToast } from '../shell/toasts';
import type { Entry } from './directory';
import { HandOver, Responsibilities } from './documents';
import styles from './people.module.css';
import { texts } from './texts';

type Items = NonNullable<ResultOf<typeof HandOver>['handOver']>['items'];

interface AnswersForProps {
  readonly entry: Entry;
  readonly people: readonly (readonly [id: string, name: string])[];
  readonly mayHandOver: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What a person answers for, and the form by which it passes to a successor. */
export function AnswersFor({ entry, people, mayHandOver, onDone, onClose }: AnswersForProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const [{ data, error }, again] = useQuery({ query: Responsibilities, variables: { personId: entry.id }, requestPolicy: 'network-only' });
  const list = data?.responsibilities;
  return (
    <Dialog title={t.answersTitle(entry.name)} onClose={onClose}>
      {!list && (error ? <Problem error={error} again={() => again({ requestPolicy: 'network-only' })} /> : <Skeleton lines={3} />)}
      {list && list.length === 0 && <p>{t.nothing}</p>}
      {list && list.length > 0 && (
        <div className={styles['once']}>
          <ul className={styles['answers']}>
            {list.map(({ program, roles, leads, initiatives }) => (
              <li key={program.id}>
                <strong>{program.name}</strong>
                <span>{[...roles.map((role) => words[role]), ...leads.map((pillar) => t.leads(words[pillar]))].join(t.comma)}</span>
                {initiatives.map(({ id, title }) => (
                  <Link key={id} href={`/initiatives/${id}`}>
                    {title}
                  </Link>
                ))}
              </li>
            ))}
          </ul>
          {mayHandOver && <HandOverForm entry={entry} people={people} onDone={onDone} onClose={onClose} />}
        </div>
      )}
    </Dialog>
  );
}

function HandOverForm({ entry, people, onDone, onClose }: Omit<AnswersForProps, 'mayHandOver'>): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const say = useToast();
  const { act, isSending, outcome } = useAct(HandOver);
  const today = todayIn(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [values, setValues] = useState({ toId: '', on: today });
  const [commandId, setCommandId] = useState(newId);
  const [wasSent, setSent] = useState(false);
  const [left, setLeft] = useState<Items>([]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (values.toId === '') return;
    // Today is another date in another time zone: without a date each program takes its own.
    const on = values.on === '' || values.on === today ? {} : { on: values.on };
    const found = await act({ input: { fromId: entry.id, toId: values.toId, commandId, ...on } });
    if (found.is === 'unknown') return;
    setCommandId(newId());
    if (found.is !== 'done') return;
    const { items } = found.payload;
    const refused = items.filter(({ code }) => code !== null);
    setLeft(refused);
    say(t.handedOver(items.length - refused.length));
    onDone();
    if (refused.length === 0) onClose();
  };
  return (
    <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
      <p className={styles['soft']}>{t.handOverHint}</p>
      <SelectField
        label={t.to}
        value={values.toId}
        onChange={(event) => setValues({ ...values, toId: event.target.value })}
        options={[['', t.choose], ...people]}
        error={wasSent && values.toId === '' ? words.required : undefined}
      />
      <DateField label={t.on} value={values.on} onChange={(event) => setValues({ ...values, on: event.target.value })} />
      {left.length > 0 && (
        <div className={styles['danger']} role="alert">
          <p>{t.notHandedOver}</p>
          {left.map(({ command, program, initiative, message }) => (
            <p key={`${command} ${program.id} ${initiative?.id}`}>
              {[initiative?.title ?? program.name, message].filter(Boolean).join(': ')}
            </p>
          ))}
        </div>
      )}
      <OutcomeNote outcome={outcome} />
      <FormButtons act={t.handOver} isBusy={isSending} onCancel={onClose} />
    </form>
  );
}
