import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { dateInWords, daysBetween, instantInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { Item, ItemList } from './item';
import { RebaselineDialog } from './rebaseline-dialog';
import styles from './review.module.css';
import { texts } from './texts';
import type { WaitingRebaseline } from './waiting';

/** Proposals to move baselines, with each old date beside the new one. */
export function RebaselineList({
  list,
  refresh,
}: {
  readonly list: readonly WaitingRebaseline[];
  readonly refresh: () => void;
}): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [asked, setAsked] = useState<{ readonly of: WaitingRebaseline; readonly act: 'approve' | 'reject' } | undefined>(undefined);
  return (
    <>
      <ItemList title={t.rebaselines}>
        {list.map((rebaseline) => {
          const { id, reason, proposedAt, proposedBy, changes, initiative, viewerCan } = rebaseline;
          return (
            <Item
              key={id}
              title={initiative.title}
              href={`/initiatives/${initiative.id}#rebaseline-${id}`}
              program={initiative.program.name}
              pillar={initiative.pillar}
              acts={
                <>
                  <Button kind="primary" onClick={() => setAsked({ of: rebaseline, act: 'approve' })}>
                    {t.approve}
                  </Button>
                  {viewerCan.reject && <Button onClick={() => setAsked({ of: rebaseline, act: 'reject' })}>{t.reject}</Button>}
                </>
              }
            >
              <p>{reason}</p>
              <div className={styles['where']}>
                {t.proposedBy(proposedBy.name ?? proposedBy.id, instantInWords(proposedAt, initiative.program.timeZone, language))}
              </div>
              <ul className={styles['changes']}>
                {changes.map(({ milestone, from, to }) => (
                  <li key={milestone.id}>
                    <div>{milestone.title}</div>
                    <MovedDate from={from} to={to} />
                  </li>
                ))}
              </ul>
            </Item>
          );
        })}
      </ItemList>
      {asked && <RebaselineDialog rebaseline={asked.of} act={asked.act} onDone={refresh} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function MovedDate({ from, to }: { readonly from: string; readonly to: string | null }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (to === null) return null;
  const days = daysBetween(from, to);
  return (
    <div className={styles['dates']}>
      <span>
        <del>{dateInWords(from, language)}</del> → <ins>{dateInWords(to, language)}</ins>
      </span>
      <span>{days >= 0 ? t.later(days) : t.earlier(-days)}</span>
    </div>
  );
}
