import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { Section } from '../design/section';
import { dateInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { RenameProgram, ReviseObjective } from './documents';
import { Fact } from './fact';
import styles from './settings.module.css';
import type { PartProps } from './settings-page';
import { texts } from './texts';

/** Name, objective, sponsor and time. */
export function General({ program, refresh }: PartProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [asked, setAsked] = useState<'rename' | 'objective' | undefined>(undefined);
  const { id, name, objective, sponsor, startsOn, endsOn, timeZone, viewerCan, revision } = program;
  const common = { input: { programId: id }, revision, onDone: refresh, onClose: () => setAsked(undefined) };
  return (
    <Section title={t.general}>
      <dl className={styles['facts']}>
        <Fact name={t.name} act={viewerCan.rename && <Button onClick={() => setAsked('rename')}>{t.rename}</Button>}>
          <strong>{name}</strong>
        </Fact>
        <Fact
          name={t.objective}
          act={viewerCan.reviseObjective && <Button onClick={() => setAsked('objective')}>{t.changeObjective}</Button>}
        >
          {objective ?? t.noObjective}
        </Fact>
        <Fact name={t.sponsor}>{sponsor.name ?? sponsor.id}</Fact>
        <Fact name={t.time}>{t.span(dateInWords(startsOn, language), dateInWords(endsOn, language))}</Fact>
        <Fact name={t.zone}>{timeZone}</Fact>
      </dl>
      {asked === 'rename' && (
        <CommandDialog
          {...common}
          title={t.rename}
          act={t.rename}
          document={RenameProgram}
          fields={[{ name: 'name', kind: 'text', label: t.name, isRequired: true, start: name }]}
          facts={[[t.name, name]]}
          done={t.renamed}
        />
      )}
      {asked === 'objective' && (
        <CommandDialog
          {...common}
          title={t.changeObjective}
          act={t.changeObjective}
          document={ReviseObjective}
          fields={[
            { name: 'objective', kind: 'area', label: t.objective, isRequired: true, start: objective ?? '' },
            { name: 'reason', kind: 'area', label: t.why, isRequired: true },
          ]}
          facts={[[t.objective, objective ?? '']]}
          done={t.objectiveChanged}
        />
      )}
    </Section>
  );
}
