import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { PillarName, type Pillar } from '../design/pillars';
import { texts as shared } from '../design/texts';
import { useLive } from '../graphql/use-live';
import { useTexts } from '../language/use-language';
import { ProgramLeverage } from './documents';
import styles from './program.module.css';
import { texts } from './texts';

/** The open milestones whose achievement today would change the balance most. Nothing is shown where none would. */
export function LeverageList({ programId }: { readonly programId: string }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const [{ data }, again] = useQuery({ query: ProgramLeverage, variables: { id: programId } });
  useLive(programId, () => again({ requestPolicy: 'network-only' }));
  const list = data?.program?.leverage ?? [];
  if (list.length === 0) return null;
  const gainOf = (pillar: Pillar, behindDays: number, lateDays: number): string =>
    Math.round(behindDays) > 0
      ? t.gain(words[pillar], Math.round(behindDays))
      : t.gainLate(words[pillar], Math.max(1, Math.round(lateDays)));
  return (
    <section className={styles['leverage']}>
      <h2>{t.leverage}</h2>
      <ol className={styles['list']}>
        {list.map(({ milestone, pillar, behindDays, lateDays }) => (
          <li key={milestone.id}>
            <Link href={`/initiatives/${milestone.initiative.id}#milestone-${milestone.id}`}>{milestone.title}</Link>
            <small>
              <PillarName pillar={pillar} short /> {gainOf(pillar, behindDays, lateDays)}
              {milestone.initiative.owner && ` · ${milestone.initiative.owner.name ?? milestone.initiative.owner.id}`}
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
