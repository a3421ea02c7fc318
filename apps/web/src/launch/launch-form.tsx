import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../design/button';
import { formClass, OutcomeNote, SelectField, TextField } from '../design/form';
import { PILLARS } from '../design/pillars';
import { Section } from '../design/section';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { newId, useCommand } from '../graphql/use-command';
import { useTexts } from '../language/use-language';
import { peopleOf } from '../people/members';
import { useToast } from '../shell/toasts';
import { faultsOf, isBlank, milestoneOf, MOST_MILESTONES, readWeight } from './cells';
import { LaunchInitiative, type LaunchPage } from './documents';
import styles from './launch.module.css';
import { Paste } from './paste';
import { cellRefusals } from './refusals';
import { Rows, type Row } from './rows';
import { COLUMNS, type Cells, type Column } from './table';
import { texts } from './texts';

interface LaunchFormProps {
  readonly program: NonNullable<ResultOf<typeof LaunchPage>['program']>;
  readonly elements: ResultOf<typeof LaunchPage>['elements'];
}

export function LaunchForm({ program, elements }: LaunchFormProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const say = useToast();
  const [, go] = useLocation();
  const pillars = PILLARS.filter((pillar) => program.viewerCanLaunchUnder.includes(pillar));
  const [values, setValues] = useState({ title: '', pillar: pillars[0]!, element: '', ownerId: '', unit: '', weight: '1' });
  const nextKey = useRef(1);
  const [rows, setRows] = useState<readonly Row[]>([{ key: 0, cells: { title: '', due: '', weight: '' } }]);
  const [wasSent, setSent] = useState(false);
  const { send, isSending, outcome, reset } = useCommand(LaunchInitiative);
  const id = useRef(newId());

  const set = (name: keyof typeof values) => (event: { readonly target: { readonly value: string } }) =>
    setValues({ ...values, [name]: event.target.value, ...(name === 'pillar' && { element: '' }) });
  const filled = rows.filter(({ cells }) => !isBlank(cells));
  const wrong = filled.filter(({ cells }) => Object.keys(faultsOf(cells)).length > 0);
  const weight = readWeight(values.weight);
  const isTitleMissing = values.title.trim() === '';
  const refused = cellRefusals(outcome?.is === 'refused' ? outcome.refusals : []);

  const change = (changed: readonly Row[]): void => {
    // The refusals name milestones by their place, which may be another one now.
    if (changed.length !== rows.length) reset();
    setRows(changed);
  };
  const add = (list: readonly Cells[]): void =>
    change([...rows.filter(({ cells }) => !isBlank(cells)), ...list.map((cells) => ({ key: nextKey.current++, cells }))]);
  const errorsOf = (index: number): Partial<Record<Column, string>> => {
    const row = rows[index]!;
    if (isBlank(row.cells)) return {};
    const faults = faultsOf(row.cells);
    const said = refused.cells.get(filled.indexOf(row));
    // An empty cell is wrong only once somebody has tried to send it.
    const shown = COLUMNS.map((column) => {
      const fault = faults[column];
      return [column, fault && (fault !== 'empty' || wasSent) ? t[fault] : said?.[column]] as const;
    });
    return Object.fromEntries(shown.filter(([, error]) => error !== undefined));
  };
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    setSent(true);
    if (isTitleMissing || wrong.length > 0 || typeof weight === 'string' || filled.length > MOST_MILESTONES)
      // The fields are marked in the next frame.
      return void requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    const { title, pillar, element, ownerId, unit } = values;
    const found = await send({
      id: id.current,
      programId: program.id,
      title: title.trim(),
      pillar,
      weight,
      milestones: filled.map(({ cells }) => milestoneOf(cells)),
      ...(element && { element }),
      ...(ownerId && { ownerId }),
      ...(unit.trim() && { unit: unit.trim() }),
    });
    if (found.is !== 'done') return;
    say([t.launched, ...found.warnings].join(' '));
    go(`/initiatives/${id.current}`);
  };

  return (
    <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
      <div className={styles['facts']}>
        <TextField
          label={t.name}
          value={values.title}
          onChange={set('title')}
          required
          error={wasSent && isTitleMissing ? words.required : undefined}
        />
        <SelectField
          label={t.pillar}
          value={values.pillar}
          onChange={set('pillar')}
          options={pillars.map((one) => [one, words[one]] as const)}
        />
        <SelectField
          label={t.element}
          value={values.element}
          onChange={set('element')}
          options={[
            ['', t.noElement],
            ...elements.filter(({ pillar }) => pillar === values.pillar).map(({ key, name }) => [key, name] as const),
          ]}
        />
        <SelectField label={t.owner} value={values.ownerId} onChange={set('ownerId')} options={[['', t.noOwner], ...peopleOf(program)]} />
        <TextField label={t.unit} hint={t.unitHint} value={values.unit} onChange={set('unit')} />
        <TextField
          label={t.weight}
          hint={t.weightHint}
          value={values.weight}
          onChange={set('weight')}
          inputMode="decimal"
          error={typeof weight === 'string' ? t.weightWrong : undefined}
        />
      </div>
      <Section
        title={t.milestones}
        aside={
          filled.length > 1 && (
            <Button kind="quiet" onClick={() => change([])}>
              {t.removeAll}
            </Button>
          )
        }
      >
        <p className={styles['soft']}>{t.milestonesHint}</p>
        <Paste onRows={add} />
        <Rows rows={rows} errorsOf={errorsOf} onChange={change} />
        <div>
          <Button onClick={() => change([...rows, { key: nextKey.current++, cells: { title: '', due: '', weight: '' } }])}>{t.add}</Button>
        </div>
      </Section>
      <div role="status">
        {wrong.length > 0 && wasSent && <p className={styles['wrong']}>{t.wrongRows(wrong.length)}</p>}
        {filled.length > MOST_MILESTONES && <p className={styles['wrong']}>{t.tooMany(MOST_MILESTONES)}</p>}
      </div>
      <OutcomeNote
        outcome={
          outcome?.is === 'refused' ? (refused.others.length > 0 ? { is: 'refused', refusals: refused.others } : undefined) : outcome
        }
      />
      <div>
        <Button type="submit" kind="primary" isBusy={isSending}>
          {filled.length > 0 ? t.launchWith(filled.length) : t.launch}
        </Button>
      </div>
    </form>
  );
}
