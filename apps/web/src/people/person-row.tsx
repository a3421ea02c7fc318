import type { ReactNode } from 'react';
import { Menu } from '../design/menu';
import { texts as shared } from '../design/texts';
import { useTexts } from '../language/use-language';
import type { Entry, Part } from './directory';
import styles from './people.module.css';
import type { PersonAct } from './person-dialog';
import { texts } from './texts';

/** Somebody with parts in more programs has the rest counted. */
const MOST_PARTS = 4;

interface PersonRowProps {
  readonly entry: Entry;
  readonly isAdministrator: boolean;
  /** Whether the viewer sees who can sign in. */
  readonly isOverseer: boolean;
  readonly isSelf: boolean;
  readonly onAct: (act: PersonAct | 'letIn') => void;
}

/** A person with what they are where, and what can be done. */
export function PersonRow({ entry, isAdministrator, isOverseer, isSelf, onAct }: PersonRowProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { name, account, parts } = entry;
  const state = account?.forgottenAt
    ? t.forgotten
    : account?.deactivatedAt
      ? t.deactivated
      : isOverseer && !account
        ? t.noAccount
        : undefined;
  const about = [account?.email, ...(account?.roles ?? []).map((role) => words[role]), state].filter(Boolean);
  const names: Record<PersonAct | 'letIn', string> = {
    answersFor: t.answersFor,
    newLink: t.newLink,
    setRoles: t.setRoles,
    deactivate: t.deactivate,
    reactivate: t.reactivate,
    forget: t.forget,
    letIn: t.letIn,
  };
  return (
    <li className={styles['person']}>
      <div className={styles['what']}>
        <strong>{name}</strong>
        {about.length > 0 && <span className={styles['soft']}>{about.join(' · ')}</span>}
        {parts.slice(0, MOST_PARTS).map((part) => (
          <PartLine key={part.program.id} part={part} />
        ))}
        {parts.length > MOST_PARTS && <span className={styles['soft']}>{t.andMore(parts.length - MOST_PARTS)}</span>}
      </div>
      <Menu
        label={t.more(name)}
        items={actsFor(entry, isAdministrator, isSelf).map((act) => ({ name: names[act], act: () => onAct(act) }))}
      />
    </li>
  );
}

function PartLine({ part: { program, roles, leads, owns } }: { readonly part: Part }): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const what = [
    ...roles.map((role) => words[role as keyof typeof words] as string),
    ...leads.map((pillar) => t.leads(words[pillar])),
    ...(owns > 0 ? [t.owns(owns)] : []),
  ];
  return (
    <span className={styles['part']}>
      <span>{what.join(t.comma)}</span>
      <span className={styles['soft']}>{program.name}</span>
    </span>
  );
}

/** Nobody locks themselves out here; those who were forgotten stay so. */
function actsFor({ account }: Entry, isAdministrator: boolean, isSelf: boolean): (PersonAct | 'letIn')[] {
  if (account?.forgottenAt) return ['answersFor'];
  if (!isAdministrator) return ['answersFor'];
  if (!account) return ['answersFor', 'letIn'];
  if (account.deactivatedAt) return ['answersFor', 'reactivate', 'forget'];
  return isSelf ? ['answersFor', 'setRoles'] : ['answersFor', 'newLink', 'setRoles', 'deactivate', 'forget'];
}
