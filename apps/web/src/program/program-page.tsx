import { useEffect, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Problem } from '../design/problem';
import { PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { useLive } from '../graphql/use-live';
import { dateInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { isId } from '../shell/is-id';
import { NotFoundPage } from '../shell/not-found';
import { BalanceSection } from './balance-section';
import { ProgramPage as ProgramDocument } from './documents';
import { DriftSection } from './drift-section';
import { InitiativesSection } from './initiatives-section';
import { LeverageList } from './leverage-list';
import { PillarsRow } from './pillars-row';
import styles from './program.module.css';
import { ReasonsSection } from './reasons-section';
import { SlipSection } from './slip-section';
import { Story } from './story';
import { texts } from './texts';
import { WaitingSection } from './waiting-section';
import { WeekSection } from './week-section';

export type ShownProgram = NonNullable<ResultOf<typeof ProgramDocument>['program']>;

/** Why is a program where it is, and what helps? */
export default function ProgramPage(): ReactNode {
  const { id = '' } = useParams();
  const isKnowable = isId(id);
  const [{ data, error }, again] = useQuery({ query: ProgramDocument, variables: { id }, pause: !isKnowable });
  const refresh = (): void => again({ requestPolicy: 'network-only' });
  useLive(data?.program?.id, refresh);
  if (!isKnowable || data?.program === null) return <NotFoundPage />;
  if (!data?.program) return error ? <Problem error={error} again={refresh} /> : <Skeleton lines={14} />;
  return <Shown program={data.program} firstDue={data.first.nodes[0]} refresh={refresh} />;
}

interface ShownProps {
  readonly program: ShownProgram;
  readonly firstDue: ResultOf<typeof ProgramDocument>['first']['nodes'][number] | undefined;
  readonly refresh: () => void;
}

function Shown({ program, firstDue, refresh }: ShownProps): ReactNode {
  // What an address names with # is there only now.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: 'center' }), []);
  return (
    <>
      <title>{`${program.name} · Evenkeel`}</title>
      <Header program={program} />
      <div className={styles['opening']}>
        <Story program={program} firstDue={firstDue} />
        {program.balance && !program.balance.nothingDueYet && <LeverageList programId={program.id} />}
      </div>
      {program.balance && !program.balance.nothingDueYet && <PillarsRow program={program} balance={program.balance} />}
      <BalanceSection program={program} />
      <div className={styles['sheet']}>
        <div className={styles['columns']}>
          <WaitingSection program={program} refresh={refresh} />
          <WeekSection program={program} />
        </div>
        <SlipSection programId={program.id} timeZone={program.timeZone} />
        <div className={styles['columns']}>
          <ReasonsSection filter={{ programs: [program.id] }} programId={program.id} />
          <DriftSection program={program} refresh={refresh} />
        </div>
      </div>
      <div className={styles['offPaper']}>
        <InitiativesSection programId={program.id} />
      </div>
    </>
  );
}

function Header({ program }: { readonly program: ShownProgram }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const { name, status, currentPhase, startsOn, endsOn, sponsor, viewerCan, viewerCanLaunchUnder } = program;
  const maySet = Object.values(viewerCan).some((can) => can === true);
  const facts = [
    status === 'CLOSED' ? words.CLOSED : t.phase(currentPhase.name),
    t.runs(dateInWords(startsOn, language), dateInWords(endsOn, language)),
    t.sponsor(sponsor.name ?? sponsor.id),
  ];
  return (
    <PageHeader title={name} above={facts.join(' · ')}>
      {viewerCanLaunchUnder.length > 0 && (
        <Link href={`/programs/${program.id}/launch`} className={styles['primary']}>
          {t.launch}
        </Link>
      )}
      {maySet && (
        <Link href={`/programs/${program.id}/settings`} className={styles['act']}>
          {t.settings}
        </Link>
      )}
      <button type="button" className={`${styles['act']} ${styles['print']}`} onClick={() => print()}>
        {t.print}
      </button>
    </PageHeader>
  );
}
