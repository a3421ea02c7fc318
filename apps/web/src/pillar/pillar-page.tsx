import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { PILLARS, PillarName, type Pillar } from '../design/pillars';
import { Problem } from '../design/problem';
import { PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { DaysBehind } from '../design/state';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { useLive } from '../graphql/use-live';
import { dateInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { InitiativesSection } from '../program/initiatives-section';
import programStyles from '../program/program.module.css';
import { ReasonsSection } from '../program/reasons-section';
import { SlipSection } from '../program/slip-section';
import { texts as programTexts } from '../program/texts';
import { isId } from '../shell/is-id';
import { NotFoundPage } from '../shell/not-found';
import { PillarPage as PillarDocument } from './documents';
import { DueSection } from './due-section';
import styles from './pillar.module.css';
import { texts } from './texts';
import { ValueSection } from './value-section';

export type ShownProgram = NonNullable<ResultOf<typeof PillarDocument>['program']>;

/** Planned against earned, what is due, what slipped and why: for who leads a pillar. */
export default function PillarPage(): ReactNode {
  const { id = '', pillar: named = '' } = useParams();
  const pillar = PILLARS.find((one) => one.toLowerCase() === named.toLowerCase());
  const isKnowable = isId(id) && pillar !== undefined;
  const [{ data, error }, again] = useQuery({ query: PillarDocument, variables: { id }, pause: !isKnowable });
  const refresh = (): void => again({ requestPolicy: 'network-only' });
  useLive(data?.program?.id, refresh);
  if (!isKnowable || data?.program === null) return <NotFoundPage />;
  if (!data?.program) return error ? <Problem error={error} again={refresh} /> : <Skeleton lines={12} />;
  return <Shown program={data.program} pillar={pillar} />;
}

function Shown({ program, pillar }: { readonly program: ShownProgram; readonly pillar: Pillar }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  return (
    <>
      <title>{`${words[pillar]} · ${program.name} · Evenkeel`}</title>
      <PageHeader title={<PillarName pillar={pillar} />} above={<Link href={`/programs/${program.id}`}>{program.name}</Link>}>
        {program.viewerCanLaunchUnder.includes(pillar) && (
          <Link href={`/programs/${program.id}/launch?pillar=${pillar.toLowerCase()}`} className={programStyles['act']}>
            {t.launch}
          </Link>
        )}
      </PageHeader>
      <Standing program={program} pillar={pillar} />
      <ValueSection program={program} pillar={pillar} />
      <div className={programStyles['columns']}>
        <DueSection programId={program.id} timeZone={program.timeZone} pillar={pillar} />
        <ReasonsSection filter={{ programs: [program.id], pillars: [pillar] }} programId={program.id} />
      </div>
      <SlipSection programId={program.id} timeZone={program.timeZone} pillar={pillar} />
      <InitiativesSection programId={program.id} pillar={pillar} />
    </>
  );
}

/** How many days behind, in a sentence why, and who leads. */
function Standing({ program, pillar }: { readonly program: ShownProgram; readonly pillar: Pillar }): ReactNode {
  const t = useTexts(texts);
  const say = useTexts(programTexts);
  const { language } = useLanguage();
  const { balance, pillarLeads, status, startsOn, timeZone } = program;
  const lead = pillarLeads.find((one) => one.pillar === pillar);
  const index = PILLARS.indexOf(pillar);
  const isFuture = status === 'ACTIVE' && todayIn(timeZone) < startsOn;
  return (
    <div className={styles['standing']}>
      {balance && !balance.nothingDueYet && (
        <div className={styles['days']}>
          <DaysBehind days={balance.pillars[index]!.behindDays} isLarge />
        </div>
      )}
      <div className={programStyles['story']}>
        <p>
          {balance
            ? balance.story[balance.nothingDueYet ? 0 : index + 1]
            : isFuture
              ? say.notStarted(dateInWords(startsOn, language))
              : say.isClosed}
        </p>
        <p className={programStyles['soft']}>
          {lead ? t.lead(lead.person.name ?? lead.person.id, dateInWords(lead.since, language)) : t.noLead}
        </p>
      </div>
    </div>
  );
}
