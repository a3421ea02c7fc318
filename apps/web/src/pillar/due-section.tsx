import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import type { Pillar } from '../design/pillar';
import { Empty, Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { texts as shared } from '../design/texts';
import { useLive } from '../graphql/use-live';
import { daysAfter, todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { DatesRow } from '../milestone/dates-row';
import programStyles from '../program/program.module.css';
import { PillarDue } from './documents';
import { texts } from './texts';

const SOON_DAYS = 30;
const SHOWN = 30;

interface DueSectionProps {
  readonly programId: string;
  readonly timeZone: string;
  readonly pillar: Pillar;
}

/** What is forecast for the next 30 days, after what should have been done already. */
export function DueSection({ programId, timeZone, pillar }: DueSectionProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const to = daysAfter(todayIn(timeZone), SOON_DAYS);
  const [{ data }, again] = useQuery({
    query: PillarDue,
    variables: {
      filter: { programs: [programId], pillars: [pillar], states: ['PLANNED', 'OVERDUE'], forecast: { to } },
      first: SHOWN,
    },
  });
  useLive(programId, () => again({ requestPolicy: 'network-only' }));
  const milestones = data?.milestones.nodes;
  return (
    <Section title={t.due}>
      {!milestones && <Skeleton lines={5} />}
      {milestones?.length === 0 && <Empty>{t.nothingDue}</Empty>}
      <ul className={programStyles['list']}>
        {milestones?.map((milestone) => (
          <li key={milestone.id}>
            <Link href={`/initiatives/${milestone.initiative.id}#milestone-${milestone.id}`}>{milestone.title}</Link>
            <DatesRow {...milestone} />
            <small>
              {milestone.initiative.title} ·{' '}
              {milestone.initiative.owner ? t.owner(milestone.initiative.owner.name ?? milestone.initiative.owner.id) : words.noOne}
            </small>
          </li>
        ))}
      </ul>
      {data?.milestones.pageInfo.hasNextPage && <p className={programStyles['soft']}>{t.moreDue}</p>}
    </Section>
  );
}
