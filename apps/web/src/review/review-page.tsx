import { useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Problem } from '../design/problem';
import { Empty, PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useLive } from '../graphql/use-live';
import { useTexts } from '../language/use-language';
import { useViewer } from '../shell/session';
import { Review } from './documents';
import { DriftList } from './drift';
import { GateList } from './gates';
import { OverdueList } from './overdue';
import { RebaselineList } from './rebaselines';
import styles from './review.module.css';
import { texts } from './texts';
import { UnownedList } from './unowned';
import { countOf, isCut, waitingFor } from './waiting';

/** As many of each kind as the api answers at once. */
const PAGE = 100;

/** What is more than a month late is no longer a matter of days: it is decided upon. */
const LONG_OVERDUE_DAYS = 31;

/** What waits for my decision? Everything, over all programs. */
export default function ReviewPage(): ReactNode {
  const t = useTexts(texts);
  const viewer = useViewer();
  const [{ data, error }, again] = useQuery({
    query: Review,
    variables: { first: PAGE, longOverdueDays: LONG_OVERDUE_DAYS },
    requestPolicy: 'cache-and-network',
  });
  const refresh = (): void => again({ requestPolicy: 'network-only' });
  useLive(undefined, refresh);
  const waiting = useMemo(() => data && waitingFor(viewer, data), [viewer, data]);
  const count = waiting ? countOf(waiting) : 0;
  return (
    <>
      <title>{`${t.title} · Evenkeel`}</title>
      <PageHeader title={t.title} above={count > 0 ? t.count(count) : undefined} />
      {!data && error && <Problem error={error} again={refresh} />}
      {!data && !error && <Skeleton lines={8} />}
      {waiting && count === 0 && (
        <div className={styles['empty']}>
          <p>{t.empty}</p>
          <p>{t.wouldAppear}</p>
        </div>
      )}
      {waiting && (
        <>
          <RebaselineList list={waiting.rebaselines} refresh={refresh} />
          <DriftList list={waiting.drift} refresh={refresh} />
          <GateList list={waiting.gates} refresh={refresh} />
          <UnownedList list={waiting.unowned} refresh={refresh} />
          <OverdueList list={waiting.overdue} refresh={refresh} />
        </>
      )}
      {data && isCut(data) && <Empty>{t.cut}</Empty>}
    </>
  );
}
