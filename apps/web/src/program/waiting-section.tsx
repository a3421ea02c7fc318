import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../design/button';
import { PillarName } from '../design/pillars';
import { Empty, Section } from '../design/section';
import { State } from '../design/state';
import { dateInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { RebaselineDialog } from '../review/rebaseline-dialog';
import { DriftItem, waits } from './drift-item';
import { GateItem } from './gate-item';
import type { ShownProgram } from './program-page';
import styles from './program.module.css';
import { texts } from './texts';

/** Everything about the program that somebody has to decide, with the way to decide it. */
export function WaitingSection({ program, refresh }: { readonly program: ShownProgram; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const episodes = program.driftEpisodes.nodes.filter(waits);
  const isGateDue = program.status === 'ACTIVE' && program.phaseOverdueDays > 0;
  const { nodes: unowned, pageInfo } = program.unowned;
  const isQuiet = episodes.length === 0 && program.pendingRebaselines.length === 0 && !isGateDue && unowned.length === 0;
  return (
    <Section title={t.waiting}>
      {isQuiet && <Empty>{t.nothingWaits}</Empty>}
      <ul className={styles['list']}>
        {episodes.map((episode) => (
          <DriftItem key={episode.id} episode={episode} program={program} refresh={refresh} />
        ))}
        {program.pendingRebaselines.map((rebaseline) => (
          <RebaselineItem key={rebaseline.id} rebaseline={rebaseline} timeZone={program.timeZone} refresh={refresh} />
        ))}
        {isGateDue && <GateItem program={program} refresh={refresh} />}
        {unowned.length > 0 && (
          <li>
            <p>
              <State state="watch">{t.unowned(unowned.length, pageInfo.hasNextPage)}</State>
            </p>
            <ul>
              {unowned.map(({ id, title, pillar }) => (
                <li key={id}>
                  <PillarName pillar={pillar} short /> <Link href={`/initiatives/${id}`}>{title}</Link>
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </Section>
  );
}

interface RebaselineItemProps {
  readonly rebaseline: ShownProgram['pendingRebaselines'][number];
  readonly timeZone: string;
  readonly refresh: () => void;
}

function RebaselineItem({ rebaseline, timeZone, refresh }: RebaselineItemProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [act, setAct] = useState<'approve' | 'reject' | undefined>(undefined);
  const { id, reason, proposedAt, proposedBy, initiative, changes, viewerCan } = rebaseline;
  return (
    <li>
      <p>
        <Link href={`/initiatives/${initiative.id}#rebaseline-${id}`}>{t.rebaselineOf(initiative.title)}</Link>{' '}
        <span className={styles['soft']}>
          {t.proposedBy(proposedBy.name ?? proposedBy.id, dateInWords(todayIn(timeZone, new Date(proposedAt)), language))}
        </span>
      </p>
      <p>{reason}</p>
      <ul>
        {changes.map(({ milestone, from, to }) => (
          <li key={milestone.id}>
            {milestone.title}: <del>{dateInWords(from, language)}</del> <ins>{to ? dateInWords(to, language) : t.released}</ins>
          </li>
        ))}
      </ul>
      {(viewerCan.approve || viewerCan.reject) && (
        <p className={styles['buttons']}>
          {viewerCan.approve && <Button onClick={() => setAct('approve')}>{t.approve}</Button>}
          {viewerCan.reject && <Button onClick={() => setAct('reject')}>{t.reject}</Button>}
        </p>
      )}
      {act && <RebaselineDialog rebaseline={rebaseline} act={act} onDone={refresh} onClose={() => setAct(undefined)} />}
    </li>
  );
}
