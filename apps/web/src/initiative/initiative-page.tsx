import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Button } from '../design/button';
import { PillarName } from '../design/pillars';
import { Problem } from '../design/problem';
import { PageHeader } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { useLive } from '../graphql/use-live';
import { numberInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import { isId } from '../shell/is-id';
import { NotFoundPage } from '../shell/not-found';
import { InitiativeActDialog, INITIATIVE_ACTS, type InitiativeAct } from './act-dialog';
import { InitiativePage as InitiativeDocument } from './documents';
import { History } from './history';
import styles from './initiative.module.css';
import { Milestones } from './milestones';
import { Owners } from './owners';
import { Rebaselines } from './rebaselines';
import { texts } from './texts';
import { Menu } from '../design/menu';

export type ShownInitiative = NonNullable<ResultOf<typeof InitiativeDocument>['initiative']>;

/** Milestones with their dates and history, and the people of one initiative. */
export default function InitiativePage(): ReactNode {
  const { id = '' } = useParams();
  const isKnowable = isId(id);
  const [{ data, error }, again] = useQuery({ query: InitiativeDocument, variables: { id }, pause: !isKnowable });
  const refresh = (): void => again({ requestPolicy: 'network-only' });
  useLive(data?.initiative?.program.id, refresh);
  if (!isKnowable || data?.initiative === null) return <NotFoundPage />;
  if (!data) return error ? <Problem error={error} again={refresh} /> : <Skeleton lines={10} />;
  return <Shown initiative={data.initiative} refresh={refresh} />;
}

function Shown({ initiative, refresh }: { readonly initiative: ShownInitiative; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const [act, setAct] = useState<InitiativeAct | undefined>(undefined);
  const { program } = initiative;
  const possible = INITIATIVE_ACTS.filter((one) => initiative.viewerCan[one]);
  return (
    <>
      <title>{`${initiative.title} · Evenkeel`}</title>
      <PageHeader title={initiative.title} above={<Link href={`/programs/${program.id}`}>{program.name}</Link>}>
        {possible.includes('proposeRebaseline') && <Button onClick={() => setAct('proposeRebaseline')}>{t.proposeRebaseline}</Button>}
        {possible.includes('assignOwner') && <Button onClick={() => setAct('assignOwner')}>{t.assignOwner}</Button>}
        <Menu
          label={t.more}
          items={possible
            .filter((one) => one !== 'proposeRebaseline' && one !== 'assignOwner')
            .map((one) => ({ name: t[one], act: () => setAct(one) }))}
        />
      </PageHeader>
      <dl className={styles['facts']}>
        <Fact name={t.pillar}>
          <Link href={`/programs/${program.id}/pillars/${initiative.pillar.toLowerCase()}`}>
            <PillarName pillar={initiative.pillar} />
          </Link>
        </Fact>
        <Fact name={t.status}>{words[initiative.status]}</Fact>
        <Fact name={t.owner}>{initiative.owner ? (initiative.owner.name ?? initiative.owner.id) : t.nobody}</Fact>
        {initiative.element && <Fact name={t.element}>{initiative.element.name}</Fact>}
        {initiative.unit && <Fact name={t.unit}>{initiative.unit}</Fact>}
        <Fact name={t.weight}>{numberInWords(initiative.weight, language, 2)}</Fact>
      </dl>
      <Milestones initiative={initiative} refresh={refresh} />
      <Rebaselines initiative={initiative} refresh={refresh} />
      <Owners initiative={initiative} />
      <History initiative={initiative} />
      {act && <InitiativeActDialog act={act} initiative={initiative} onDone={refresh} onClose={() => setAct(undefined)} />}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
