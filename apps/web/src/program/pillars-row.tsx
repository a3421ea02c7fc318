import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { PillarName } from '../design/pillars';
import { DaysBehind } from '../design/state';
import { stateOf } from '../design/standing';
import { useTexts } from '../language/use-language';
import type { ShownProgram } from './program-page';
import styles from './program.module.css';
import { texts } from './texts';

interface PillarsRowProps {
  readonly program: ShownProgram;
  readonly balance: NonNullable<ShownProgram['balance']>;
}

/** The four pillars beside each other: days behind, why, and who leads. */
export function PillarsRow({ program, balance }: PillarsRowProps): ReactNode {
  const t = useTexts(texts);
  const longest = Math.max(30, ...balance.pillars.map(({ behindDays }) => behindDays));
  return (
    <ul className={styles['pillars']} aria-label={t.pillars}>
      {balance.pillars.map(({ pillar, behindDays, cause }) => {
        const lead = program.pillarLeads.find((one) => one.pillar === pillar)?.person;
        return (
          <li key={pillar}>
            <Link href={`/programs/${program.id}/pillars/${pillar.toLowerCase()}`}>
              <PillarName pillar={pillar} />
            </Link>
            <DaysBehind days={behindDays} longest={longest} isLarge />
            <span className={styles['soft']}>{stateOf(behindDays) !== 'onPlan' && cause ? t[cause] : '\u00A0'}</span>
            <span className={styles['soft']}>{lead ? t.lead(lead.name ?? lead.id) : t.noLead}</span>
          </li>
        );
      })}
    </ul>
  );
}
