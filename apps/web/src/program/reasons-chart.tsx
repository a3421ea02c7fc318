import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { ChartFrame } from '../charts/chart-frame';
import { useIsPrinted } from '../charts/use-printed';
import { useWidth } from '../charts/use-width';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { numberInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import styles from './chart.module.css';
import type { ProgramSlips } from './documents';
import { texts } from './texts';

const ROW = 38;

/** So many have room on a sheet of paper beside the rest. */
const PRINTED = 5;

/** A bar for each reason, under its name. */
export function ReasonsChart({ reasons: all }: { readonly reasons: ResultOf<typeof ProgramSlips>['slipSummary']['byReason'] }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const [width, element] = useWidth<HTMLDivElement>(2);
  const allDays = all.reduce((sum, { days }) => sum + Math.max(0, days), 0);
  const first = all[0]!;
  const reasons = useIsPrinted() ? all.slice(0, PRINTED) : all;
  const x = scaleLinear([0, Math.max(1, ...reasons.map(({ days }) => days))], [0, Math.max(1, width - 2)]);
  const table = {
    head: [t.reason, t.days, t.moves, t.milestones],
    rows: all.map(({ reasonCode, days, moves, milestones }) => [
      words[reasonCode],
      ...[days, moves, milestones].map((value) => numberInWords(value, language)),
    ]),
  };
  return (
    <ChartFrame title={t.reasonFinding(words[first.reasonCode], first.days, allDays)} name={t.fileReasons} table={table}>
      <div ref={element} className={styles['holder']}>
        {width > 0 && (
          <svg className={styles['lines']} viewBox={`0 0 ${width} ${reasons.length * ROW}`} role="img" aria-label={t.reasons}>
            {reasons.map(({ reasonCode, days, moves }, index) => (
              <g key={reasonCode} className={styles['reason']}>
                <text x="0" y={index * ROW + 14}>
                  {words[reasonCode]}
                </text>
                <text x={width} y={index * ROW + 14} textAnchor="end" className={styles['amount']}>
                  {t.movesOf(days, moves)}
                </text>
                <rect x="0" y={index * ROW + 20} width={Math.max(1, x(Math.max(0, days)))} height="8" rx="2" />
              </g>
            ))}
          </svg>
        )}
      </div>
    </ChartFrame>
  );
}
