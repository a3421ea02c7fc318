import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { Section } from '../design/section';
import { useTexts } from '../language/use-language';
import { CloseProgram, ReopenProgram } from './documents';
import type { PartProps } from './settings-page';
import { texts } from './texts';

/** Closes a program, or reopens it. */
export function Ending({ program, refresh }: PartProps): ReactNode {
  const t = useTexts(texts);
  const [isAsked, setAsked] = useState(false);
  const { status, viewerCan } = program;
  const isClosed = status === 'CLOSED';
  if (!isClosed && !viewerCan.close) return null;
  const act = isClosed ? t.reopen : t.close;
  return (
    <Section title={t.ending}>
      <p>{isClosed ? t.closed : t.active}</p>
      {(isClosed ? viewerCan.reopen : viewerCan.close) && (
        <div>
          <Button kind={isClosed ? 'plain' : 'danger'} onClick={() => setAsked(true)}>
            {act}
          </Button>
        </div>
      )}
      {isAsked && (
        <CommandDialog
          title={act}
          act={act}
          document={isClosed ? ReopenProgram : CloseProgram}
          fields={[{ name: 'reason', kind: 'area', label: t.why, isRequired: true }]}
          input={{ programId: program.id }}
          revision={program.revision}
          done={isClosed ? t.reopenDone : t.closeDone}
          onDone={refresh}
          onClose={() => setAsked(false)}
        />
      )}
    </Section>
  );
}
