import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { PILLARS, PillarName } from '../design/pillars';
import { Section } from '../design/section';
import { Table } from '../design/table';
import { dateInWords, todayIn } from '../language/dates';
import { percentInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import type { PillarField } from '../phases/draft';
import { EnterPhase } from '../review/documents';
import { CorrectPhaseEntry } from './documents';
import { PlanForm } from './plan-form';
import styles from './settings.module.css';
import type { PeopledPartProps, SettingsProgram } from './settings-page';
import { texts } from './texts';

type Phase = SettingsProgram['phases'][number];
type Asked = { readonly act: 'correct' | 'enter'; readonly phase: Phase };

/** The phase plan with what each phase asks of the pillars, and the gates passed. */
export function Phases({ program, people, refresh }: PeopledPartProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const { phases, viewerCan, currentPhase } = program;
  const next = phases[phases.findIndex(({ key }) => key === currentPhase.key) + 1];
  const canRevise = viewerCan.revisePhasePlan && !isEditing;
  return (
    <Section
      title={t.phases}
      aside={
        <div className={styles['acts']}>
          {viewerCan.enterPhase && next && <Button onClick={() => setAsked({ act: 'enter', phase: next })}>{t.enter(next.name)}</Button>}
          {canRevise && <Button onClick={() => setEditing(true)}>{t.revise}</Button>}
        </div>
      }
    >
      {isEditing ? (
        <PlanForm program={program} refresh={refresh} onClose={() => setEditing(false)} />
      ) : (
        <Table
          label={t.phases}
          head={[
            t.phase,
            t.endsOn,
            t.entered,
            ...PILLARS.map((pillar) => <PillarName key={pillar} pillar={pillar} />),
            <span key="acts" className="visually-hidden">
              {t.correct}
            </span>,
          ]}
          numbers={[3, 4, 5, 6]}
          rows={phases.map((phase, i) => ({
            key: phase.key,
            cells: [
              <strong key="name" className={styles['fixed']}>
                {phase.name}
              </strong>,
              <span key="end" className={styles['fixed']}>
                {dateInWords(phase.endsOn, language)}
              </span>,
              <Entered key="entered" phase={phase} />,
              ...PILLARS.map((pillar) => percentInWords(phase.emphasis[pillar.toLowerCase() as PillarField], language)),
              // The first phase is entered with the start of the program.
              viewerCan.correctPhaseEntry && phase.enteredOn && i > 0 ? (
                <Button kind="quiet" onClick={() => setAsked({ act: 'correct', phase })}>
                  {t.correct}
                </Button>
              ) : null,
            ],
          }))}
        />
      )}
      {asked && <GateDialog asked={asked} program={program} people={people} refresh={refresh} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

function Entered({ phase: { enteredOn, approvedBy, note } }: { readonly phase: Phase }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (!enteredOn) return <span className={styles['soft']}>{t.notEntered}</span>;
  return (
    <div className={approvedBy || note ? styles['entered'] : styles['fixed']}>
      <div>{dateInWords(enteredOn, language)}</div>
      {approvedBy && <div className={styles['soft']}>{t.approved(approvedBy.name ?? approvedBy.id)}</div>}
      {note && <div className={styles['soft']}>{note}</div>}
    </div>
  );
}

interface GateDialogProps extends PeopledPartProps {
  readonly asked: Asked;
  readonly onClose: () => void;
}

function GateDialog({ asked: { act, phase }, program, people, refresh, onClose }: GateDialogProps): ReactNode {
  const t = useTexts(texts);
  const today = todayIn(program.timeZone);
  const on = { name: 'on', kind: 'date', label: t.on, isRequired: true, start: phase.enteredOn ?? today, max: today } as const;
  const common = { input: { programId: program.id, phase: phase.key }, revision: program.revision, onDone: refresh, onClose };
  return act === 'correct' ? (
    <CommandDialog
      {...common}
      title={t.correctTitle(phase.name)}
      act={t.correct}
      document={CorrectPhaseEntry}
      fields={[on, { name: 'reason', kind: 'area', label: t.why, isRequired: true }]}
      done={t.corrected}
    />
  ) : (
    <CommandDialog
      {...common}
      title={t.enterTitle(phase.name)}
      act={t.enter(phase.name)}
      document={EnterPhase}
      fields={[
        on,
        { name: 'approvedBy', kind: 'select', label: t.approvedBy, options: [['', t.notNamed], ...people] },
        { name: 'note', kind: 'area', label: t.note },
      ]}
      done={t.enteredNow}
    />
  );
}
