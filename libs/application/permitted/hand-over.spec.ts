import { describe, expect, it } from '@jest/globals';
import type { InitiativeState } from '#domain/initiative/state.js';
import { responsibilitiesIn } from '#domain/responsibilities.js';
import { aProgram } from '#testing/domain/a-program.js';
import { handOverCommands } from './hand-over.js';

const today = '2026-06-01';
const since = '2026-01-01';

const initiative = (id: string, owners: readonly (readonly [string, string])[], status = 'ACTIVE'): InitiativeState =>
  ({ id, status, owners: owners.map(([owner, effectiveOn]) => ({ owner, effectiveOn, known: since })) }) as unknown as InitiativeState;

const program = aProgram({
  grants: [
    { person: 'old', role: 'PMO', since },
    { person: 'old', role: 'AUDITOR', since, endsOn: '2026-06-30' },
    { person: 'old', role: 'CONTRIBUTOR', initiativeId: 'i', since },
    { person: 'old', role: 'OWNER', since, endsOn: '2026-05-31' },
    { person: 'old', role: 'SPONSOR', since, until: '2026-05-01' },
    { person: 'new', role: 'AUDITOR', since },
  ],
  leads: [
    { pillar: 'CULTURE', person: 'old', effectiveOn: since },
    { pillar: 'PROCESS', person: 'old', effectiveOn: since },
    { pillar: 'PROCESS', person: 'another', effectiveOn: '2026-05-01' },
    { pillar: 'TECHNOLOGY', person: 'old', effectiveOn: '2026-09-01' },
  ],
});
const initiatives = [
  initiative('now', [['old', since]]),
  initiative('later', [
    ['another', since],
    ['old', '2026-09-01'],
  ]),
  initiative('formerly', [
    ['old', since],
    ['another', '2026-05-01'],
  ]),
  initiative('done', [['old', since]], 'COMPLETED'),
];

const said = (on: string) =>
  handOverCommands(program, responsibilitiesIn(program, initiatives, 'old', today), 'new', on, today).map(({ type, data }) => {
    const { initiativeId, pillar, role, personId, effectiveOn, endsOn } = data as unknown as Record<string, string | undefined>;
    return [type, initiativeId ?? pillar, role, personId, effectiveOn ?? endsOn].filter((part) => part !== undefined).join(' ');
  });

describe('a hand-over', () => {
  it('takes over what is answered for today or later, and ends the roles at once', () => {
    expect(said(today)).toEqual([
      'AssignOwner now 2026-06-01',
      'AssignOwner later 2026-06-01',
      'AssignPillarLead CULTURE new 2026-06-01',
      'AssignPillarLead TECHNOLOGY new 2026-06-01',
      'GrantRole PMO new',
      'RevokeRole PMO old',
      // The successor is an auditor without an end already: the role is not cut short.
      'RevokeRole AUDITOR old',
      'GrantRole i CONTRIBUTOR new',
      'RevokeRole i CONTRIBUTOR old',
    ]);
  });

  it('on a later day leaves the roles until the day before', () => {
    expect(said('2026-08-01').filter((command) => command.includes('Role'))).toEqual([
      'GrantRole PMO new',
      'GrantRole PMO old 2026-07-31',
      'GrantRole i CONTRIBUTOR new',
      'GrantRole i CONTRIBUTOR old 2026-07-31',
    ]);
  });

  it('has nothing to take over in a closed program', () => {
    expect(responsibilitiesIn({ ...program, status: 'CLOSED' }, initiatives, 'old', today)).toEqual({
      initiatives: [],
      leads: [],
      roles: [],
    });
  });
});
