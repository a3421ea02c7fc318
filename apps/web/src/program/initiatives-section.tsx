import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { PILLARS, PillarName, type Pillar } from '../design/pillars';
import { Empty, Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { useLive } from '../graphql/use-live';
import { useTexts } from '../language/use-language';
import { ProgramInitiatives } from './documents';
import styles from './program.module.css';
import { texts } from './texts';
import { usePages, type Page } from './use-pages';

type Initiative = NonNullable<ResultOf<typeof ProgramInitiatives>['program']>['initiatives']['nodes'][number];

const pageOf = ({ program }: ResultOf<typeof ProgramInitiatives>): Page<Initiative> | undefined => program?.initiatives;

/** The initiatives under their pillars. @param pillar only those under this one */
export function InitiativesSection({ programId, pillar }: { readonly programId: string; readonly pillar?: Pillar }): ReactNode {
  const t = useTexts(texts);
  const { all, isComplete, again } = usePages(ProgramInitiatives, { id: programId, pillar: pillar ?? null }, pageOf);
  useLive(programId, () => again());
  return (
    <Section title={t.initiatives}>
      {all.length === 0 && (isComplete ? <Empty>{t.noInitiatives}</Empty> : <Skeleton lines={6} />)}
      <div className={pillar ? undefined : styles['columns']}>
        {PILLARS.map((one) => (
          <Group key={one} pillar={one} initiatives={all.filter((initiative) => initiative.pillar === one)} hasName={!pillar} />
        ))}
      </div>
    </Section>
  );
}

interface GroupProps {
  readonly pillar: Pillar;
  readonly initiatives: readonly Initiative[];
  readonly hasName: boolean;
}

function Group({ pillar, initiatives, hasName }: GroupProps): ReactNode {
  const words = useTexts(shared);
  if (initiatives.length === 0) return null;
  return (
    <div className={styles['group']}>
      {hasName && (
        <h3>
          <PillarName pillar={pillar} />
        </h3>
      )}
      <ul className={styles['list']}>
        {initiatives.map(({ id, title, owner, unit, status }) => (
          <li key={id} className={styles['line']}>
            <Link href={`/initiatives/${id}`}>{title}</Link>
            <small>
              {[owner ? (owner.name ?? owner.id) : words.noOne, unit, status !== 'ACTIVE' && words[status]].filter(Boolean).join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}
