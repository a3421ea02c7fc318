import { useState, type ReactNode } from 'react';
import { Button } from '../design/button';
import { State } from '../design/state';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { GateDialog } from '../review/gate-dialog';
import type { ShownProgram } from './program-page';
import styles from './program.module.css';
import { texts } from './texts';

/** The gate that should have been passed, with the way to pass it. */
export function GateItem({ program, refresh }: { readonly program: ShownProgram; readonly refresh: () => void }): ReactNode {
  const t = useTexts(texts);
  const [isAsked, setAsked] = useState(false);
  const { phases, currentPhase, phaseOverdueDays, viewerCan } = program;
  const next = phases[phases.findIndex(({ key }) => key === currentPhase.key) + 1];
  return (
    <li>
      <p>
        <State state="behind">{t.gateOver(currentPhase.name, phaseOverdueDays)}</State>
      </p>
      <p>{next ? t.gateNext(next.name) : t.gateLast}</p>
      {next && viewerCan.enterPhase && (
        <p className={styles['buttons']}>
          <Button onClick={() => setAsked(true)}>{t.enterPhase(next.name)}</Button>
        </p>
      )}
      {next && isAsked && (
        <GateDialog
          gate={{ programId: program.id, revision: program.revision, today: todayIn(program.timeZone), next }}
          onDone={refresh}
          onClose={() => setAsked(false)}
        />
      )}
    </li>
  );
}
