import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Button } from '../design/button';
import { PillarName } from '../design/pillars';
import { State } from '../design/state';
import { dateInWords, instantInWords, relativeInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { texts as milestoneTexts } from '../milestone/texts';
import type { Act } from './my-work-page';
import type { ShownItem } from './overlay';
import { texts } from './texts';
import styles from './work-row.module.css';

interface WorkRowProps {
  readonly shown: ShownItem;
  readonly act: Act;
  readonly dismiss: (commandId: string) => void;
}

/** One milestone with its date, and three large buttons. */
export function WorkRow({ shown, act, dismiss }: WorkRowProps): ReactNode {
  const t = useTexts(texts);
  const dates = useTexts(milestoneTexts);
  const { language } = useLanguage();
  const { item, forecast, isDone, isConfirmed, update } = shown;
  const { initiative, viewerCan } = item;
  const today = todayIn(initiative.program.timeZone);
  const isLate = forecast < today;
  return (
    <li className={styles['row']} tabIndex={-1} data-milestone={item.id}>
      <div className={styles['what']}>
        <Link href={`/initiatives/${initiative.id}#milestone-${item.id}`} className={styles['title']}>
          {item.title}
        </Link>
        <div className={styles['where']}>
          <PillarName pillar={initiative.pillar} short /> {initiative.title} · {initiative.program.name}
        </div>
      </div>
      <div className={styles['when']}>
        {isDone ? (
          <State state="onPlan">{t.isDone}</State>
        ) : (
          <>
            <strong className={isLate ? styles['late'] : undefined}>{dateInWords(forecast, language)}</strong>
            <span>
              {relativeInWords(forecast, today, language)}
              {item.slipDays > 0 && ` · ${dates.late(item.slipDays)}`}
            </span>
            {(isConfirmed || item.forecastConfirmedAt) && !isLate && (
              <span>
                {t.confirmed(
                  item.forecastConfirmedAt && !isConfirmed
                    ? instantInWords(item.forecastConfirmedAt, initiative.program.timeZone, language).split(/[,，\s]*\d\d:\d\d/)[0]!
                    : dateInWords(today, language),
                )}
              </span>
            )}
          </>
        )}
        {update && update.refusal === undefined && <State state="watch">{t.waiting}</State>}
      </div>
      {update?.refusal !== undefined && (
        <div className={styles['refusal']} role="alert">
          <span>{t.refused(update.refusal)}</span>
          <Button kind="quiet" onClick={() => dismiss(update.commandId)}>
            {t.ok}
          </Button>
        </div>
      )}
      <div className={styles['acts']}>
        {viewerCan.achieve && (
          <Button onClick={() => act('achieve', shown)} disabled={isDone} aria-keyshortcuts="d">
            {t.done}
          </Button>
        )}
        {viewerCan.confirmForecast && (
          <Button onClick={() => act('confirmForecast', shown)} disabled={isDone || isLate} aria-keyshortcuts="t">
            {t.track}
          </Button>
        )}
        {viewerCan.reschedule && (
          <Button onClick={() => act('reschedule', shown)} disabled={isDone} aria-keyshortcuts="n">
            {t.date}
          </Button>
        )}
      </div>
    </li>
  );
}
