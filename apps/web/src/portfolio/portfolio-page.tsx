import { useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { Sparkline } from '../charts/sparkline';
import { DateShown } from '../design/dates';
import { PILLARS, PillarName } from '../design/pillars';
import { Problem } from '../design/problem';
import { Empty, PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { stateOfGrade } from '../design/standing';
import { DaysBehind, State } from '../design/state';
import { texts as shared } from '../design/texts';
import { useLive } from '../graphql/use-live';
import { relativeInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { useAddressValue } from '../shell/address';
import { Portfolio } from './documents';
import { arranged, ORDERS, type Order, type PortfolioProgram } from './order';
import styles from './portfolio.module.css';
import { texts } from './texts';

const STATUSES = ['ACTIVE', 'CLOSED'] as const;

/** Which program needs me? The one that does most first. */
export default function PortfolioPage(): ReactNode {
  const t = useTexts(texts);
  const [status, setStatus] = useAddressValue('status', 'ACTIVE', STATUSES);
  const [order, setOrder] = useAddressValue<Order>('order', 'balance', ORDERS);
  const [search, setSearch] = useAddressValue<string>('search', '');
  const [{ data, error }, again] = useQuery({ query: Portfolio, variables: { status } });
  useLive(undefined, () => again({ requestPolicy: 'network-only' }));
  const programs = useMemo(() => arranged(data?.portfolio ?? [], order, search), [data, order, search]);
  return (
    <>
      <title>{`${t.title} · Evenkeel`}</title>
      <PageHeader title={t.title}>
        <input
          type="search"
          className={styles['search']}
          aria-label={t.search}
          placeholder={t.search}
          value={search}
          onChange={(event) => setSearch(event.target.value, { replace: true })}
        />
        <select
          className={styles['status']}
          aria-label={t.shown}
          value={status}
          onChange={(event) => setStatus(event.target.value as typeof status)}
        >
          <option value="ACTIVE">{t.active}</option>
          <option value="CLOSED">{t.closed}</option>
        </select>
        <Link href="/programs/new" className={styles['new']}>
          {t.newProgram}
        </Link>
      </PageHeader>
      {!data && error && <Problem error={error} again={() => again({ requestPolicy: 'network-only' })} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && programs.length === 0 && <Empty>{search ? t.noMatch : t.empty}</Empty>}
      {programs.length > 0 && <Programs programs={programs} order={order} setOrder={setOrder} />}
    </>
  );
}

interface ProgramsProps {
  readonly programs: readonly PortfolioProgram[];
  readonly order: Order;
  readonly setOrder: (order: Order) => void;
}

function Programs({ programs, order, setOrder }: ProgramsProps): ReactNode {
  const t = useTexts(texts);
  const longest = Math.max(
    30,
    ...programs.flatMap(({ behindDays }) => (behindDays ? Object.values(behindDays).map(Number) : [])).filter(Number.isFinite),
  );
  const sorted = (key: Order, name: string): ReactNode => (
    <th scope="col" aria-sort={order === key ? 'descending' : undefined}>
      <button type="button" onClick={() => setOrder(key)}>
        {name}
        {order === key && <span aria-hidden="true"> ↓</span>}
      </button>
    </th>
  );
  return (
    <div className={styles['scroller']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t.program}</th>
            {sorted('balance', t.grade)}
            {PILLARS.map((pillar) => (
              <th key={pillar} scope="col">
                <PillarName pillar={pillar} />
              </th>
            ))}
            {sorted('drift', t.drift)}
            {sorted('gate', t.gate)}
            {sorted('overdue', t.overdue)}
            {sorted('unowned', t.unowned)}
          </tr>
        </thead>
        <tbody>
          {programs.map((program) => (
            <ProgramRow key={program.programId} program={program} longest={longest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ProgramRow({ program, longest }: { readonly program: PortfolioProgram; readonly longest: number }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const { behindDays, grade, nextGate } = program;
  return (
    <tr>
      <th scope="row">
        <Link href={`/programs/${program.programId}`}>{program.name}</Link>
        {program.lastUpdate && <small>{t.updated(relativeInWords(program.lastUpdate.slice(0, 10), program.on, language))}</small>}
      </th>
      <td data-label={t.grade}>
        {program.nothingDueYet || !grade ? t.nothingDueYet : <State state={stateOfGrade(grade.level)}>{grade.name}</State>}
        <Sparkline values={program.trend} label={t.trendOf(program.name)} />
      </td>
      {PILLARS.map((pillar) => (
        <td key={pillar} data-label={words[pillar]}>
          {behindDays && !program.nothingDueYet ? (
            <DaysBehind days={behindDays[pillar.toLowerCase() as keyof Days]} longest={longest} />
          ) : (
            '–'
          )}
        </td>
      ))}
      <td data-label={t.drift}>{program.openDrift > 0 ? <State state="behind">{t.open(program.openDrift)}</State> : t.none}</td>
      <td data-label={t.gate}>
        {nextGate && (
          <>
            <div>{nextGate.phaseName}</div>
            {nextGate.daysOver > 0 ? <State state="behind">{t.daysOver(nextGate.daysOver)}</State> : <DateShown date={nextGate.endsOn} />}
          </>
        )}
      </td>
      <td data-label={t.overdue}>{program.overdue}</td>
      <td data-label={t.unowned}>{program.unowned}</td>
    </tr>
  );
}

type Days = Readonly<Record<'leadership' | 'culture' | 'process' | 'technology', number>>;
