import { useState, type ReactNode } from 'react';
import { CommandDialog } from '../commands/command-dialog';
import { Button } from '../design/button';
import { Section } from '../design/section';
import { texts as shared } from '../design/texts';
import { dateInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { GRANTABLE } from '../people/roles';
import { GrantRole, RevokeRole } from './documents';
import { Fact } from './fact';
import styles from './settings.module.css';
import type { PeopledPartProps, SettingsProgram } from './settings-page';
import { texts } from './texts';

type Member = SettingsProgram['members'][number];

/** Who has which role, since when and until when. */
export function Roles({ program, people, refresh }: PeopledPartProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const [isGranting, setGranting] = useState(false);
  const [revoked, setRevoked] = useState<Member | undefined>(undefined);
  const { members, viewerCan, initiatives } = program;
  const standing = members.filter(({ until }) => until === null);
  const former = members.filter(({ until }) => until !== null);
  const common = { revision: program.revision, onDone: refresh };
  return (
    <Section title={t.roles} aside={viewerCan.grantRole && <Button onClick={() => setGranting(true)}>{t.grant}</Button>}>
      <p className={styles['soft']}>{t.rolesHint}</p>
      <dl className={styles['facts']}>
        {standing.map((member) => (
          <MemberRow
            key={keyOf(member)}
            member={member}
            program={program}
            act={viewerCan.revokeRole && <Button onClick={() => setRevoked(member)}>{t.revoke}</Button>}
          />
        ))}
      </dl>
      {former.length > 0 && (
        <details>
          <summary>{t.former}</summary>
          <dl className={styles['facts']}>
            {former.map((member) => (
              <MemberRow key={keyOf(member)} member={member} program={program} />
            ))}
          </dl>
        </details>
      )}
      {isGranting && (
        <CommandDialog
          {...common}
          title={t.grant}
          act={t.grant}
          document={GrantRole}
          fields={[
            { name: 'personId', kind: 'select', label: t.person, isRequired: true, options: [['', t.choose], ...people] },
            {
              name: 'role',
              kind: 'select',
              label: t.role,
              isRequired: true,
              start: 'CONTRIBUTOR',
              options: GRANTABLE.map((role) => [role, words[role]] as const),
            },
            {
              name: 'initiativeId',
              kind: 'select',
              label: t.initiative,
              hint: t.initiativeHint,
              options: [['', t.wholeProgram], ...initiatives.nodes.map(({ id, title }) => [id, title] as const)],
            },
            { name: 'endsOn', kind: 'date', label: t.lastDay, hint: t.lastDayHint, min: todayIn(program.timeZone) },
            { name: 'reason', kind: 'area', label: t.why },
          ]}
          input={{ programId: program.id }}
          done={t.granted}
          onClose={() => setGranting(false)}
        />
      )}
      {revoked && (
        <CommandDialog
          {...common}
          title={t.revokeTitle(words[revoked.role], revoked.person.name ?? revoked.person.id)}
          act={t.revoke}
          document={RevokeRole}
          fields={[{ name: 'reason', kind: 'area', label: t.why }]}
          input={{
            programId: program.id,
            personId: revoked.person.id,
            role: revoked.role,
            ...(revoked.initiativeId && { initiativeId: revoked.initiativeId }),
          }}
          done={t.revoked}
          onClose={() => setRevoked(undefined)}
        />
      )}
    </Section>
  );
}

const keyOf = ({ person, role, since, initiativeId }: Member): string => [person.id, role, since, initiativeId].join(' ');

interface MemberRowProps {
  readonly member: Member;
  readonly program: SettingsProgram;
  readonly act?: ReactNode;
}

function MemberRow({ member, program, act }: MemberRowProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const { person, role, since, until, endsOn, initiativeId } = member;
  const last = until ?? endsOn;
  const about = [
    t.since(dateInWords(since, language)),
    ...(last ? [t.untilDay(dateInWords(last, language))] : []),
    ...(initiativeId ? [program.initiatives.nodes.find(({ id }) => id === initiativeId)?.title ?? t.initiative] : []),
  ];
  return (
    <Fact name={words[role]} act={act}>
      <strong>{person.name ?? person.id}</strong> <span className={styles['soft']}>{about.join(' · ')}</span>
    </Fact>
  );
}
