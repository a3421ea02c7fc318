import type { ReactNode } from 'react';
import { texts as shared } from '../design/texts';
import { useTexts } from '../language/use-language';
import styles from './people.module.css';
import { texts } from './texts';

const INSTALLATION_ROLES = ['ADMINISTRATOR', 'AUDITOR'] as const;
export type InstallationRole = (typeof INSTALLATION_ROLES)[number];

/** The roles for the whole installation as boxes to tick. */
export function InstallationRoles({
  roles,
  onChange,
}: {
  readonly roles: readonly InstallationRole[];
  readonly onChange: (roles: readonly InstallationRole[]) => void;
}): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  return (
    <fieldset className={styles['boxes']}>
      <legend>{t.installation}</legend>
      {INSTALLATION_ROLES.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={roles.includes(role)}
            onChange={({ target }) => onChange(target.checked ? [...roles, role] : roles.filter((one) => one !== role))}
          />
          {words[role]}
        </label>
      ))}
    </fieldset>
  );
}
