import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../design/button';
import { Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useLive } from '../graphql/use-live';
import { instantInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { InitiativeHistory } from './documents';
import type { ShownInitiative } from './initiative-page';
import styles from './initiative.module.css';
import { texts } from './texts';

const PAGE = 10;

/** An entry that was recorded later than this is told as one that became known late. */
const DAY_MS = 86_400_000;

/** What happened in the initiative, the latest first, in sentences. */
export function History({ initiative }: { readonly initiative: ShownInitiative }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { program } = initiative;
  const [last, setLast] = useState(PAGE);
  const [{ data }, again] = useQuery({
    query: InitiativeHistory,
    variables: { programId: program.id, initiativeId: initiative.id, last },
  });
  useLive(program.id, () => again({ requestPolicy: 'network-only' }));
  const history = data?.program?.history;
  return (
    <Section title={t.history}>
      {!history && <Skeleton lines={4} />}
      <ol className={styles['history']}>
        {history?.nodes.toReversed().map(({ id, summary, occurredAt, recordedAt, actor }) => (
          <li key={id}>
            <span>{summary}</span>
            <small>
              {actor.name ?? actor.id}, {instantInWords(occurredAt, program.timeZone, language)}
              {Date.parse(recordedAt) - Date.parse(occurredAt) > DAY_MS &&
                ` · ${t.recorded(instantInWords(recordedAt, program.timeZone, language))}`}
            </small>
          </li>
        ))}
      </ol>
      {history?.pageInfo.hasPreviousPage && (
        <Button className={styles['more']} onClick={() => setLast(last + 4 * PAGE)}>
          {t.earlier}
        </Button>
      )}
    </Section>
  );
}
