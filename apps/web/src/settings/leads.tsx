import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { PILLARS, PillarName, type Pillar } from '../design/pillars';
import { Section } from '../design/section';
import { texts as shared } from '../design/texts';
import { dateInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { AssignPillarLead } from './documents';
import { Fact } from './fact';
import styles from './settings.module.css';
import type { PeopledPartProps } from './settings-page';
import { texts } from './texts';

/** Who leads each pillar. */
export function Leads({ program, people, refresh }: PeopledPartProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const [asked, setAsked] = useState<Pillar | undefined>(undefined);
  const leadOf = (pillar: Pillar) => program.pillarLeads.find((lead) => lead.pillar === pillar);
  return (
    <Section title={t.leads}>
      <dl className={styles['facts']}>
        {PILLARS.map((pillar) => {
          const lead = leadOf(pillar);
          return (
            <Fact
              key={pillar}
              name={<PillarName pillar={pillar} />}
              act={program.viewerCan.assignPillarLead && <Button onClick={() => setAsked(pillar)}>{t.assign}</Button>}
            >
              {lead ? (
                <>
                  <strong>{lead.person.name ?? lead.person.id}</strong>{' '}
                  <span className={styles['soft']}>{t.since(dateInWords(lead.since, language))}</span>
                </>
              ) : (
                t.noLead
              )}
            </Fact>
          );
        })}
      </dl>
      {asked && (
        <CommandDialog
          title={t.assignTitle(words[asked])}
          act={t.assign}
          document={AssignPillarLead}
          fields={[
            { name: 'personId', kind: 'select', label: t.person, isRequired: true, options: [['', t.choose], ...people] },
            { name: 'effectiveOn', kind: 'date', label: t.from, isRequired: true, start: todayIn(program.timeZone) },
          ]}
          input={{ programId: program.id, pillar: asked }}
          revision={program.revision}
          facts={[[t.assignTitle(words[asked]), leadOf(asked)?.person.name ?? '']]}
          done={t.assigned}
          onDone={refresh}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}
