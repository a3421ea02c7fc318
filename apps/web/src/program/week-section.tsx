import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../design/button';
import { Empty, Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useLive } from '../graphql/use-live';
import { dateInWords, daysAfter, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { ProgramWeek } from './documents';
import type { ShownProgram } from './program-page';
import styles from './program.module.css';
import { texts } from './texts';

const SHOWN = 8;
const MOST = 100;

/** What became known in the last seven days, the latest first. */
export function WeekSection({ program }: { readonly program: ShownProgram }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [last, setLast] = useState(SHOWN);
  const from = daysAfter(todayIn(program.timeZone), -7);
  const [{ data }, again] = useQuery({ query: ProgramWeek, variables: { id: program.id, from, last } });
  useLive(program.id, () => again({ requestPolicy: 'network-only' }));
  const history = data?.program?.history;
  return (
    <Section title={t.week}>
      {!history && <Skeleton lines={5} />}
      {history?.nodes.length === 0 && <Empty>{t.quietWeek}</Empty>}
      <ol className={styles['list']}>
        {history?.nodes.toReversed().map(({ id, summary, occurredAt, actor }) => (
          <li key={id}>
            <span>{summary}</span>
            <small>{[actor.name, dateInWords(todayIn(program.timeZone, new Date(occurredAt)), language)].filter(Boolean).join(', ')}</small>
          </li>
        ))}
      </ol>
      {history?.pageInfo.hasPreviousPage && last < MOST && (
        <p className={styles['buttons']}>
          <Button onClick={() => setLast(MOST)}>{t.earlier}</Button>
        </p>
      )}
    </Section>
  );
}
