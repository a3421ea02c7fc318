import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../design/button';
import { DateField, formClass, OutcomeNote, SelectField, TextArea, TextField } from '../design/form';
import { Empty, PageHeader, Section } from '../design/section';
import { texts as shared } from '../design/texts';
import { newId, useCommand } from '../graphql/use-command';
import { daysAfter, todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { choicesOf, useDirectory } from '../people/use-directory';
import { faultsOf, inputOf, templateDraft, type DraftPhase } from '../phases/draft';
import { PhasesEditor } from '../phases/phases-editor';
import { texts as phaseTexts } from '../phases/texts';
import { useViewer } from '../shell/session';
import { useToast } from '../shell/toasts';
import styles from './charter.module.css';
import { CharterProgram } from './documents';
import { texts } from './texts';

/** Most transformations are planned for two years. */
const DEFAULT_DAYS = 730;

/** Charters a program in one page. */
export default function CharterPage(): ReactNode {
  const t = useTexts(texts);
  const { installationRoles, roles } = useViewer();
  const mayCharter = installationRoles.includes('ADMINISTRATOR') || roles.some((part) => part.roles.includes('PMO'));
  return (
    <>
      <title>{`${t.title} · Evenkeel`}</title>
      <PageHeader title={t.title} />
      {mayCharter ? <Charter /> : <Empty>{t.notAllowed}</Empty>}
    </>
  );
}

function Charter(): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const names = useTexts(phaseTexts);
  const say = useToast();
  const [, go] = useLocation();
  const { entries } = useDirectory();
  const { send, isSending, outcome } = useCommand(CharterProgram);
  const id = useRef(newId());
  const [values, setValues] = useState(() => {
    const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const startsOn = todayIn(timeZone);
    return { name: '', objective: '', sponsorId: '', timeZone, startsOn, endsOn: daysAfter(startsOn, DEFAULT_DAYS) };
  });
  /** Undefined: the default plan, which follows the dates. */
  const [edited, setEdited] = useState<readonly DraftPhase[] | undefined>(undefined);
  const [wasSent, setSent] = useState(false);
  const { name, objective, sponsorId, timeZone, startsOn, endsOn } = values;
  const phases = edited ?? (startsOn && endsOn ? templateDraft(startsOn, endsOn, names) : []);
  const set = (field: keyof typeof values) => (event: { readonly target: { readonly value: string } }) => {
    setValues({ ...values, [field]: event.target.value });
    if (field === 'startsOn' || field === 'endsOn') setEdited(undefined);
  };
  const missing = (value: string): string | undefined => (wasSent && value.trim() === '' ? words.required : undefined);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    setSent(true);
    const isComplete = [name, sponsorId, startsOn, endsOn].every((value) => value.trim() !== '');
    if (!isComplete || faultsOf(phases, startsOn).flat().length > 0)
      // The fields are marked in the next frame.
      return void requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    const found = await send({
      id: id.current,
      name: name.trim(),
      sponsorId,
      startsOn,
      timeZone,
      phases: inputOf(phases),
      ...(objective.trim() && { objective: objective.trim() }),
    });
    if (found.is !== 'done') return;
    say([t.done, ...found.warnings].join(' '));
    go(`/programs/${id.current}`);
  };

  return (
    <form className={formClass} onSubmit={(event) => void submit(event)} noValidate>
      <p className={styles['soft']}>{t.intro}</p>
      <div className={styles['facts']}>
        <TextField label={t.name} value={name} onChange={set('name')} required error={missing(name)} />
        <SelectField
          label={t.sponsor}
          hint={t.sponsorHint}
          value={sponsorId}
          onChange={set('sponsorId')}
          required
          options={[['', t.choose], ...choicesOf(entries)]}
          error={missing(sponsorId)}
        />
      </div>
      <TextArea label={t.objective} hint={t.objectiveHint} value={objective} onChange={set('objective')} />
      <div className={styles['dates']}>
        <DateField label={t.startsOn} hint={t.startsHint} value={startsOn} onChange={set('startsOn')} required error={missing(startsOn)} />
        <DateField
          label={t.endsOn}
          hint={t.endsHint}
          value={edited ? (edited.at(-1)?.endsOn ?? '') : endsOn}
          onChange={set('endsOn')}
          required
          error={missing(endsOn)}
        />
        <SelectField
          label={t.zone}
          hint={t.zoneHint}
          value={timeZone}
          onChange={set('timeZone')}
          options={zones(timeZone).map((zone) => [zone, zone.replaceAll('_', ' ')] as const)}
        />
      </div>
      <Section title={t.phases}>
        <p className={styles['soft']}>{t.phasesHint}</p>
        <PhasesEditor phases={phases} startsOn={startsOn} wasSent={wasSent} onChange={setEdited} />
      </Section>
      <OutcomeNote outcome={outcome} />
      <div>
        <Button type="submit" kind="primary" isBusy={isSending}>
          {t.charter}
        </Button>
      </div>
    </form>
  );
}

/** All time zones that the browser knows; its own is not always among them. */
const zones = (own: string): string[] => [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
