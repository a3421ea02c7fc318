import { useEffect, useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { Menu } from '../design/menu';
import { Empty, Section } from '../design/section';
import type { Standing } from '../design/standing';
import { State } from '../design/state';
import { texts as shared } from '../design/texts';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { ActDialog } from '../milestone/act-dialog';
import { possibleActs, type MilestoneAct } from '../milestone/acts';
import { DatesRow } from '../milestone/dates-row';
import { PlanMilestone } from '../milestone/documents';
import { texts as milestoneTexts } from '../milestone/texts';
import { BulkBar } from './bulk-bar';
import type { ShownInitiative } from './initiative-page';
import { MilestoneDetails } from './milestone-details';
import styles from './initiative.module.css';
import { texts } from './texts';

type ShownMilestone = ShownInitiative['milestones'][number];

const STATES: Record<ShownMilestone['state'], Standing> = { PLANNED: 'onPlan', ACHIEVED: 'onPlan', DESCOPED: 'watch', OVERDUE: 'behind' };

/** The milestones of an initiative, with what can be done with each, and with several at once. */
export function Milestones({ initiative, refresh }: { readonly initiative: ShownInitiative; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const [asked, setAsked] = useState<{ readonly id: string; readonly act: MilestoneAct } | undefined>(undefined);
  const [isPlanning, setPlanning] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => document.querySelector(location.hash || 'no-hash')?.scrollIntoView({ block: 'center' }), []);
  const sorted = initiative.milestones.toSorted((one, other) => (one.baseline < other.baseline ? -1 : 1));
  const milestone = initiative.milestones.find(({ id }) => id === asked?.id);
  const toggle = (id: string): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  return (
    <Section title={t.milestones} aside={initiative.viewerCan.planMilestone && <Button onClick={() => setPlanning(true)}>{t.plan}</Button>}>
      {sorted.length === 0 && <Empty>{t.noMilestones}</Empty>}
      <ul className={styles['milestones']}>
        {sorted.map((one) => (
          <MilestoneRow
            key={one.id}
            milestone={one}
            timeZone={initiative.program.timeZone}
            isSelected={selected.has(one.id)}
            onSelect={() => toggle(one.id)}
            onAct={(act) => setAsked({ id: one.id, act })}
          />
        ))}
      </ul>
      {selected.size > 0 && (
        <BulkBar
          initiative={initiative}
          milestones={sorted.filter(({ id }) => selected.has(id))}
          onDone={refresh}
          onClear={() => setSelected(new Set())}
        />
      )}
      {asked && milestone && (
        <ActDialog
          act={asked.act}
          milestone={milestone}
          initiative={initiative}
          timeZone={initiative.program.timeZone}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
      {isPlanning && <PlanDialog initiative={initiative} onDone={refresh} onClose={() => setPlanning(false)} />}
    </Section>
  );
}

interface MilestoneRowProps {
  readonly milestone: ShownMilestone;
  readonly timeZone: string;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly onAct: (act: MilestoneAct) => void;
}

/** The acts that have a button of their own; the others are in the menu. */
const FIRST: readonly MilestoneAct[] = ['achieve', 'confirmForecast', 'reschedule'];

function MilestoneRow({ milestone, timeZone, isSelected, onSelect, onAct }: MilestoneRowProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const names = useTexts(milestoneTexts);
  const acts = possibleActs(milestone.viewerCan);
  const isOpen = milestone.state === 'PLANNED' || milestone.state === 'OVERDUE';
  return (
    <li className={styles['milestone']} id={`milestone-${milestone.id}`}>
      {acts.length > 0 && isOpen ? (
        <input type="checkbox" checked={isSelected} onChange={onSelect} aria-label={t.select(milestone.title)} />
      ) : (
        <span />
      )}
      <div className={styles['what']}>
        <strong>{milestone.title}</strong>
        <div className={styles['line']}>
          <State state={STATES[milestone.state]}>{words[milestone.state]}</State>
          <DatesRow {...milestone} />
        </div>
        <MilestoneDetails milestone={milestone} timeZone={timeZone} />
      </div>
      <div className={styles['acts']}>
        {acts
          .filter((act) => FIRST.includes(act))
          .map((act) => (
            <Button key={act} kind="quiet" onClick={() => onAct(act)}>
              {names[act]}
            </Button>
          ))}
        <Menu
          label={names.more}
          items={acts.filter((act) => !FIRST.includes(act)).map((act) => ({ name: names[act], act: () => onAct(act) }))}
        />
      </div>
    </li>
  );
}

interface PlanDialogProps {
  readonly initiative: ShownInitiative;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function PlanDialog({ initiative, onDone, onClose }: PlanDialogProps): ReactNode {
  const t = useTexts(texts);
  return (
    <CommandDialog
      title={t.planTitle}
      act={t.planAct}
      document={PlanMilestone}
      fields={[
        { name: 'title', kind: 'text', label: t.milestoneTitle, isRequired: true },
        { name: 'due', kind: 'date', label: t.due, hint: t.dueHint, isRequired: true, start: todayIn(initiative.program.timeZone) },
        { name: 'weight', kind: 'number', label: t.weight, hint: t.weightHint, start: '1' },
      ]}
      input={{ initiativeId: initiative.id }}
      done={t.planned}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
