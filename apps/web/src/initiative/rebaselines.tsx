import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { Section } from '../design/section';
import { dateInWords, instantInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { ApproveRebaseline, RejectRebaseline } from './documents';
import type { ShownInitiative } from './initiative-page';
import styles from './initiative.module.css';
import { texts } from './texts';

/** Proposals to move the baselines, the latest first, each with the old date struck through above the new. */
export function Rebaselines({ initiative, refresh }: { readonly initiative: ShownInitiative; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [asked, setAsked] = useState<{ readonly id: string; readonly act: 'approve' | 'reject' } | undefined>(undefined);
  if (initiative.rebaselines.length === 0) return null;
  return (
    <Section title={t.rebaselines}>
      <ul className={styles['list']}>
        {initiative.rebaselines.toReversed().map(({ id, state, reason, note, proposedBy, proposedAt, changes, viewerCan }) => (
          <li key={id} id={`rebaseline-${id}`}>
            <p>
              <strong>{t[state]}</strong> ·{' '}
              {t.proposedBy(proposedBy.name ?? proposedBy.id, instantInWords(proposedAt, initiative.program.timeZone, language))}
            </p>
            <p>{reason}</p>
            {note && <p>{note}</p>}
            <ul>
              {changes.map(({ milestone, from, to }) => (
                <li key={milestone.id}>
                  {milestone.title}: <del>{dateInWords(from, language)}</del> <ins>{to && dateInWords(to, language)}</ins>
                </li>
              ))}
            </ul>
            <p className={styles['acts']}>
              {viewerCan.approve && <Button onClick={() => setAsked({ id, act: 'approve' })}>{t.approve}</Button>}
              {viewerCan.reject && <Button onClick={() => setAsked({ id, act: 'reject' })}>{t.reject}</Button>}
            </p>
          </li>
        ))}
      </ul>
      {asked && (
        <CommandDialog
          title={asked.act === 'approve' ? t.approveTitle : t.rejectTitle}
          act={t[asked.act]}
          document={asked.act === 'approve' ? ApproveRebaseline : RejectRebaseline}
          fields={[
            asked.act === 'approve'
              ? { name: 'note', kind: 'area', label: t.note }
              : { name: 'reason', kind: 'area', label: t.why, isRequired: true },
          ]}
          input={{ initiativeId: initiative.id, rebaselineId: asked.id }}
          revision={initiative.revision}
          done={t.done}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}
