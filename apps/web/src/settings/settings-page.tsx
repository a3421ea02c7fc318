import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Problem } from '../design/problem';
import { PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import type { ResultOf } from '../graphql/graphql';
import { useLive } from '../graphql/use-live';
import { useTexts } from '../language/use-language';
import { choicesOf, useDirectory } from '../people/use-directory';
import { isId } from '../shell/is-id';
import { NotFoundPage } from '../shell/not-found';
import { SettingsPage as SettingsDocument } from './documents';
import { Ending } from './ending';
import { General } from './general';
import { Leads } from './leads';
import { Phases } from './phases';
import { Policy } from './policy';
import { Roles } from './roles';
import { texts } from './texts';

export type SettingsProgram = NonNullable<ResultOf<typeof SettingsDocument>['program']>;

/** What each part of the settings gets. */
export interface PartProps {
  readonly program: SettingsProgram;
  readonly refresh: () => void;
}

/** Parts that name people can choose among these. */
export interface PeopledPartProps extends PartProps {
  readonly people: readonly (readonly [id: string, name: string])[];
}

/** What a program is, with a form wherever the viewer may change it. */
export default function SettingsPage(): ReactNode {
  const t = useTexts(texts);
  const { id = '' } = useParams();
  const [{ data, error }, again] = useQuery({ query: SettingsDocument, variables: { id }, pause: !isId(id) });
  const refresh = (): void => again({ requestPolicy: 'network-only' });
  useLive(data?.program?.id, refresh);
  const { entries } = useDirectory();
  if (!isId(id) || data?.program === null) return <NotFoundPage />;
  if (!data?.program) return error ? <Problem error={error} again={refresh} /> : <Skeleton lines={10} />;
  const parts = { program: data.program, refresh, people: choicesOf(entries) };
  return (
    <>
      <title>{`${t.title} · ${data.program.name} · Evenkeel`}</title>
      <PageHeader title={t.title} above={<Link href={`/programs/${id}`}>{data.program.name}</Link>} />
      <General {...parts} />
      <Phases {...parts} />
      <Policy {...parts} />
      <Leads {...parts} />
      <Roles {...parts} />
      <Ending {...parts} />
    </>
  );
}
