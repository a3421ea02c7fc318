import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import type { FieldSpec } from '../commands/command-field';
import { Button } from '../design/button';
import { Section } from '../design/section';
import { numberInWords, percentInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import { ReviseDriftPolicy } from './documents';
import { Fact } from './fact';
import { BOUNDS, policyInput } from './policy-input';
import styles from './settings.module.css';
import type { PartProps } from './settings-page';
import { texts } from './texts';

/** The parameters of balance and drift, each with what it means. */
export function Policy({ program, refresh }: PartProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const { driftPolicy: policy, viewerCan } = program;
  const share = (value: number): string => percentInWords(value, language);
  const number = (value: number): string => numberInWords(value, language, 2);
  const plain = (name: string, label: string, value: number): FieldSpec => ({
    name,
    kind: 'number',
    label,
    isRequired: true,
    start: String(value),
  });
  return (
    <Section title={t.policy} aside={viewerCan.reviseDriftPolicy && <Button onClick={() => setAsked(true)}>{t.changePolicy}</Button>}>
      <dl className={styles['facts']}>
        <Fact name={t.halfLife}>
          <strong>{policy.halfLifeDays}</strong>
          <div className={styles['soft']}>{t.halfLifeMeans(policy.halfLifeDays)}</div>
        </Fact>
        <Fact name={t.tolerance}>
          <strong>{number(policy.planTolerance)}</strong>
          <div className={styles['soft']}>{t.toleranceMeans(share(policy.planTolerance))}</div>
        </Fact>
        <Fact name={t.lambda}>
          <strong>{number(policy.lambda)}</strong>
          <div className={styles['soft']}>{t.lambdaMeans(share(policy.lambda))}</div>
        </Fact>
        <Fact name={t.consecutive}>
          <strong>{policy.consecutive}</strong>
          <div className={styles['soft']}>{t.consecutiveMeans(policy.consecutive)}</div>
        </Fact>
        {BOUNDS.map(([kind, field]) => (
          <Fact key={kind} name={t[kind]}>
            <strong>
              {number(policy[field].opensAt)} / {number(policy[field].closesAt)}
            </strong>
            <div className={styles['soft']}>{t[`${kind}Means`](number(policy[field].opensAt), number(policy[field].closesAt))}</div>
          </Fact>
        ))}
      </dl>
      {isAsked && (
        <CommandDialog
          title={t.changePolicy}
          act={t.changePolicy}
          document={ReviseDriftPolicy}
          fields={[
            plain('halfLifeDays', t.halfLife, policy.halfLifeDays),
            plain('planTolerance', t.tolerance, policy.planTolerance),
            plain('lambda', t.lambda, policy.lambda),
            plain('consecutive', t.consecutive, policy.consecutive),
            ...BOUNDS.flatMap(([kind, field]) => [
              plain(`${field}.opensAt`, t.opensAt(t[kind]), policy[field].opensAt),
              plain(`${field}.closesAt`, t.closesAt(t[kind]), policy[field].closesAt),
            ]),
            { name: 'reason', kind: 'area', label: t.why, isRequired: true },
          ]}
          hint={t.policyHint}
          input={{ programId: program.id }}
          inputFrom={policyInput}
          revision={program.revision}
          done={t.policyChanged}
          onDone={refresh}
          onClose={() => setAsked(false)}
        />
      )}
    </Section>
  );
}
