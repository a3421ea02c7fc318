import type { ReactNode } from 'react';
import { Empty, Section } from '../design/section';
import { useTexts } from '../language/use-language';
import { DriftItem, waits } from './drift-item';
import type { ShownProgram } from './program-page';
import styles from './program.module.css';
import { texts } from './texts';

/** The drift episodes on which somebody has spoken or that have closed, the latest first; the others wait for a decision. */
export function DriftSection({ program, refresh }: { readonly program: ShownProgram; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const episodes = program.driftEpisodes.nodes.filter((episode) => !waits(episode)).toReversed();
  return (
    <Section title={t.drift}>
      {program.driftEpisodes.nodes.length === 0 && <Empty>{t.noDrift}</Empty>}
      <ul className={styles['list']}>
        {episodes.map((episode) => (
          <DriftItem key={episode.id} episode={episode} program={program} refresh={refresh} />
        ))}
      </ul>
    </Section>
  );
}
