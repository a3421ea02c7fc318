import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../design/button';
import { State } from '../design/state';
import { dateInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { AcknowledgeDialog } from '../review/acknowledge-dialog';
import { useDriftTitle } from '../review/drift';
import { mayAcknowledge } from '../review/waiting';
import { useViewer } from '../shell/session';
import type { ShownProgram } from './program-page';
import styles from './program.module.css';
import { texts } from './texts';

type Episode = ShownProgram['driftEpisodes']['nodes'][number];

/** Whether somebody has to do something about an episode. */
export const waits = ({ state, programClosed, acknowledgement }: Episode): boolean =>
  state === 'OPEN' && !programClosed && acknowledgement === null;

interface DriftItemProps {
  readonly episode: Episode;
  readonly program: ShownProgram;
  readonly refresh: () => void;
}

/** One drift episode: what, since when, what was said to it, and the way to acknowledge it. */
export function DriftItem({ episode, program, refresh }: DriftItemProps): ReactNode {
  const t = useTexts(texts);
  const titleOf = useDriftTitle();
  const { language } = useLanguage();
  const viewer = useViewer();
  const [isAsked, setAsked] = useState(false);
  const { id, kind, pillar, state, openedOn, closedOn, programClosed, acknowledgement, acknowledgedBy, correctiveInitiative } = episode;
  const what = titleOf(episode);
  const isOpen = state === 'OPEN' && !programClosed;
  const opened = dateInWords(openedOn, language);
  return (
    <li id={`drift-${id}`}>
      <p>
        {isOpen ? <State state={kind === 'AHEAD' ? 'watch' : 'behind'}>{what}</State> : <strong>{what}</strong>}{' '}
        <span className={styles['soft']}>
          {closedOn === null ? t.openSince(opened) : t.openedTo(opened, dateInWords(closedOn, language))}
        </span>
      </p>
      <p className={isOpen ? undefined : styles['offPaper']}>
        {acknowledgement === null
          ? isOpen && t.notAcknowledged
          : t.acknowledgedBy(acknowledgedBy?.name ?? acknowledgedBy?.id ?? '', acknowledgement)}
      </p>
      {correctiveInitiative && (
        <p className={isOpen ? undefined : styles['offPaper']}>
          {t.corrective}: <Link href={`/initiatives/${correctiveInitiative.id}`}>{correctiveInitiative.title}</Link>
        </p>
      )}
      {isOpen && mayAcknowledge(viewer, program.id, pillar) && (
        <p className={styles['buttons']}>
          <Button onClick={() => setAsked(true)}>{acknowledgement === null ? t.acknowledge : t.acknowledgeAgain}</Button>
        </p>
      )}
      {isAsked && (
        <AcknowledgeDialog episode={episode} title={what} programId={program.id} onDone={refresh} onClose={() => setAsked(false)} />
      )}
    </li>
  );
}
