import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Problem } from '../design/problem';
import { Empty, PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useTexts } from '../language/use-language';
import { isId } from '../shell/is-id';
import { NotFoundPage } from '../shell/not-found';
import { LaunchPage as LaunchDocument } from './documents';
import { LaunchForm } from './launch-form';
import { texts } from './texts';

/** Launches an initiative in a program, with its first milestones. */
export default function LaunchPage(): ReactNode {
  const t = useTexts(texts);
  const { id = '' } = useParams();
  const [{ data, error }, again] = useQuery({ query: LaunchDocument, variables: { id }, pause: !isId(id) });
  if (!isId(id) || data?.program === null) return <NotFoundPage />;
  return (
    <>
      <title>{`${t.title} · Evenkeel`}</title>
      <PageHeader title={t.title} above={data?.program && <Link href={`/programs/${id}`}>{data.program.name}</Link>} />
      {!data && (error ? <Problem error={error} again={() => again({ requestPolicy: 'network-only' })} /> : <Skeleton lines={8} />)}
      {data?.program &&
        (data.program.viewerCanLaunchUnder.length > 0 ? (
          <LaunchForm program={data.program} elements={data.elements} />
        ) : (
          <Empty>{t.notAllowed}</Empty>
        ))}
    </>
  );
}
