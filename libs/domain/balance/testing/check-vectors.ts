import { foldedBy } from '../../testing/histories.js';
import { gradeOf } from '../grades.js';
import { outlook } from '../outlook.js';
import { sweep } from '../sweep/sweep.js';
import { EXACTLY, differences } from './differences.js';
import { naiveBalances } from './naive-balance.js';
import { historyOf, type Expected, type readVectors } from './vectors.js';

type Case = ReturnType<typeof readVectors>['cases'][number];

/**
 * The differences between a case's expectations and the results, each field to 1e-9: by one sweep over all its dates for each perspective,
 * and by the definitions.
 */
export function checkVector({ changes, expected }: Case): string[] {
  const folded = foldedBy(historyOf(changes))!;
  return (['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const).flatMap((perspective) => {
    const seen = expected.filter((one) => one.perspective === 'BOTH' || one.perspective === perspective);
    const dates = seen.map(({ on }) => on);
    const defined = naiveBalances(folded.program, folded.initiatives, perspective);
    const answers = { sweep: sweep(folded.program, folded.initiatives, dates, perspective), definitions: dates.map(defined) };
    return Object.entries(answers).flatMap(([by, balances]) =>
      seen.flatMap((one, i) => differences(wanted(one), found(balances[i]!), EXACTLY, `${by} ${perspective} ${one.on}`)),
    );
  });
}

/** The differences between an outlook's expectations and its result, to 1e-9. */
export function checkOutlook({ changes, today, expected }: ReturnType<typeof readVectors>['outlook'][number]): string[] {
  const { program, initiatives } = foldedBy(historyOf(changes))!;
  const balances = outlook(
    program,
    initiatives,
    today,
    expected.map(({ on }) => on),
  );
  return expected.flatMap((one, i) => differences(wanted(one), found(balances[i]!), EXACTLY, one.on));
}

function wanted(expected: Expected): unknown {
  if (expected.none) return null;
  const { perspective: _, ...balance } = expected;
  return balance;
}

const found = (balance: ReturnType<typeof sweep>[number]): unknown => balance && { ...balance, grade: gradeOf(balance.level).nameZh };
