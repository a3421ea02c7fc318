import type { ReactNode } from 'react';
import { dateInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { stateOfGrade } from '../design/standing';
import { State } from '../design/state';
import type { ShownProgram } from './program-page';
import styles from './program.module.css';
import { storyInOrder } from './story-order';
import { texts } from './texts';

interface StoryProps {
  readonly program: ShownProgram;
  readonly firstDue: { readonly title: string; readonly baseline: string } | undefined;
}

/** Why the program is where it is, in sentences; where there is nothing to judge yet, why not. */
export function Story({ program, firstDue }: StoryProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { balance, status, startsOn, timeZone } = program;
  if (!balance) {
    const isFuture = status === 'ACTIVE' && todayIn(timeZone) < startsOn;
    return (
      <div className={styles['story']}>
        <p className={styles['lead']}>{isFuture ? t.notStarted(dateInWords(startsOn, language)) : t.isClosed}</p>
      </div>
    );
  }
  if (balance.nothingDueYet) {
    return (
      <div className={styles['story']}>
        <p className={styles['lead']}>{balance.story[0]}</p>
        <p>{firstDue ? t.firstDue(firstDue.title, dateInWords(firstDue.baseline, language)) : t.noPlanYet}</p>
      </div>
    );
  }
  const { lead, help, rest } = storyInOrder(balance.story, balance.pillars);
  return (
    <div className={styles['story']}>
      <p className={styles['lead']}>{lead}</p>
      {help && <p className={styles['help']}>{help}</p>}
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className={styles['grade']}>
        <State state={stateOfGrade(balance.grade.level)}>{balance.grade.name}</State>
      </p>
    </div>
  );
}
