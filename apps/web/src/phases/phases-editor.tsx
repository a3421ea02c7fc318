import type { ReactNode } from 'react';
import { Button } from '../design/button';
import { DateField, Field, fieldControlClass, TextField } from '../design/form';
import { PILLARS } from '../design/pillars';
import { texts as shared } from '../design/texts';
import { numberInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import { faultsOf, sumOf, withOneMore, type DraftPhase, type PillarField } from './draft';
import styles from './phases.module.css';
import { texts } from './texts';

interface PhasesEditorProps {
  readonly phases: readonly DraftPhase[];
  readonly startsOn: string;
  /** Whether somebody has tried to send: only then empty fields are wrong. */
  readonly wasSent: boolean;
  /** What the api refused of a phase, by its index. */
  readonly refused?: ReadonlyMap<number, string>;
  readonly onChange: (phases: readonly DraftPhase[]) => void;
}

/** The phases of a plan with their ends and how much each asks of the four pillars. */
export function PhasesEditor({ phases, startsOn, wasSent, refused, onChange }: PhasesEditorProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const faults = faultsOf(phases, startsOn);
  const set = (i: number, change: Partial<DraftPhase>): void =>
    onChange(phases.map((phase, j) => (i === j ? { ...phase, ...change } : phase)));
  return (
    <div className={styles['editor']}>
      <ol className={styles['phases']}>
        {phases.map((phase, i) => {
          const { key, name, endsOn, percent, isEntered, isLeft } = phase;
          const has = (fault: 'name' | 'endsOn' | 'order' | 'sum'): boolean => faults[i]!.includes(fault);
          const sum = sumOf(phase);
          return (
            <li key={key} className={styles['phase']} aria-label={name || t.phase}>
              <TextField
                label={t.name}
                value={name}
                onChange={(event) => set(i, { name: event.target.value })}
                error={wasSent && has('name') ? words.required : refused?.get(i)}
              />
              <DateField
                label={t.endsOn}
                value={endsOn}
                disabled={isLeft}
                onChange={(event) => set(i, { endsOn: event.target.value })}
                error={has('order') ? t.order : wasSent && has('endsOn') ? words.required : undefined}
              />
              <fieldset className={styles['shares']}>
                <legend>{t.emphasis}</legend>
                {PILLARS.map((pillar) => {
                  const field = pillar.toLowerCase() as PillarField;
                  return (
                    <Field key={pillar} label={words[pillar]}>
                      {(control) => (
                        <input
                          {...control}
                          className={fieldControlClass}
                          inputMode="decimal"
                          aria-label={t.share(words[pillar])}
                          aria-invalid={has('sum')}
                          value={percent[field]}
                          onChange={(event) => set(i, { percent: { ...percent, [field]: event.target.value } })}
                        />
                      )}
                    </Field>
                  );
                })}
                <span className={has('sum') ? styles['wrong'] : styles['sum']} role="status">
                  {has('sum') ? t.sumWrong : t.sum(numberInWords(sum ?? 0, language, 1))}
                </span>
              </fieldset>
              {!isEntered && phases.length > 1 && (
                <Button
                  kind="quiet"
                  className={styles['remove']}
                  aria-label={t.remove(name || t.phase)}
                  onClick={() => onChange(phases.filter((_, j) => j !== i))}
                >
                  ×
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      <div>
        <Button onClick={() => onChange(withOneMore(phases, startsOn))}>{t.add}</Button>
      </div>
    </div>
  );
}
