import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Empty, Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useLive } from '../graphql/use-live';
import type { VariablesOf } from '../graphql/graphql';
import { useTexts } from '../language/use-language';
import { ProgramSlips } from './documents';
import { ReasonsChart } from './reasons-chart';
import { texts } from './texts';

interface ReasonsSectionProps {
  readonly filter: VariablesOf<typeof ProgramSlips>['filter'];
  readonly programId: string;
}

/** Why forecasts moved, the reason that cost the most days first. */
export function ReasonsSection({ filter, programId }: ReasonsSectionProps): ReactNode {
  const t = useTexts(texts);
  const [{ data }, again] = useQuery({ query: ProgramSlips, variables: { filter } });
  useLive(programId, () => again({ requestPolicy: 'network-only' }));
  const reasons = data?.slipSummary.byReason ?? [];
  return (
    <Section title={t.reasons}>
      {!data && <Skeleton lines={5} />}
      {data && reasons.length === 0 && <Empty>{t.noMoves}</Empty>}
      {reasons.length > 0 && <ReasonsChart reasons={reasons} />}
    </Section>
  );
}
