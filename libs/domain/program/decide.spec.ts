import { describe, expect, it } from '@jest/globals';
import { CHARTERED, CLOSED, POLICY, PROGRAM_ID, programSpec } from '../testing/program-history.js';
import type { ProgramCommand, ReviseDriftPolicy } from './commands.js';
import type { ProgramEvent } from './events.js';

const programId = PROGRAM_ID;
/** The person who acts in all histories of this spec. */
const CHARTERING = 'someone';
const given = (...more: ProgramEvent[]) => programSpec.given([...CHARTERED, ...more]);

describe('RenameProgram', () => {
  const rename = (name: string): ProgramCommand => ({ type: 'RenameProgram', data: { programId, name } });
  it('records another name', () =>
    given()
      .when(rename('Keel'))
      .then([{ type: 'ProgramRenamed', data: { name: 'Keel' } }]));
  it('refuses an empty name', () => given().when(rename('')).refused('TEXT_EMPTY', 'name'));
  it('records nothing for the same name', () => given().when(rename('Even')).then([]));
});

describe('ReviseObjective', () => {
  const revise = (objective: string, reason = 'board'): ProgramCommand => ({
    type: 'ReviseObjective',
    data: { programId, objective, reason },
  });
  it('records another objective with its reason', () =>
    given()
      .when(revise('One desk'))
      .then([{ type: 'ObjectiveRevised', data: { objective: 'One desk', reason: 'board' } }]));
  it('refuses a reason of spaces alone', () => given().when(revise('One desk', ' ')).refused('TEXT_EMPTY', 'reason'));
  it('records nothing for the objective in force, whatever the reason', () =>
    given({ type: 'ObjectiveRevised', data: { objective: 'One desk', reason: 'x' } })
      .when(revise('One desk'))
      .then([]));
});

describe('ReviseDriftPolicy', () => {
  const revise = (data: Partial<ReviseDriftPolicy['data']>): ProgramCommand => ({
    type: 'ReviseDriftPolicy',
    data: { programId, reason: 'noise', ...data },
  });
  it('changes what is given and keeps the rest', () =>
    given()
      .when(revise({ lambda: 1, behind: { opensAt: 0.25, closesAt: 0 } }))
      .then([
        {
          type: 'DriftPolicyRevised',
          data: { policy: { ...POLICY, lambda: 1, behind: { opensAt: 0.25, closesAt: 0 } }, reason: 'noise' },
        },
      ]));

  it.each([
    ['halfLifeDays', [0, 6, 7.5, -1, NaN, 36_501, 1e9]],
    ['planTolerance', [0, 5e-324, 0.049, 1.01, -1, NaN]],
    ['lambda', [0, 5e-324, 0.049, 1.01, NaN]],
    ['consecutive', [0, 1.5, 53, NaN]],
  ] as const)('refuses %s out of range', (field, values) => {
    for (const value of values)
      given()
        .when(revise({ [field]: value }))
        .refused('DRIFT_POLICY_INVALID', field);
  });

  it('refuses bounds that do not open above where they close', () => {
    for (const field of ['behind', 'ahead', 'late'] as const) {
      for (const bounds of [
        { opensAt: 0.1, closesAt: 0.1 },
        { opensAt: 0.1, closesAt: 0.2 },
        { opensAt: 0.1, closesAt: 0.095 },
        { opensAt: 5e-324, closesAt: 0 },
        { opensAt: 0.1, closesAt: -0.1 },
        { opensAt: 101, closesAt: 0 },
        { opensAt: NaN, closesAt: 0 },
      ])
        given()
          .when(revise({ [field]: bounds }))
          .refused('DRIFT_BOUNDS_INVALID', field);
    }
    given()
      .when(revise({ behind: { opensAt: 1.1, closesAt: 0 } }))
      .refused('DRIFT_BOUNDS_INVALID', 'behind');
    expect(programSpec.outcome(CHARTERED, revise({ late: { opensAt: 0.06, closesAt: 0.05 } }))).toEqual(['DriftPolicyRevised']);
    expect(programSpec.outcome(CHARTERED, revise({ ahead: { opensAt: 1.1, closesAt: 0 } }))).toEqual(['DriftPolicyRevised']);
  });

  it('refuses an empty reason', () =>
    given()
      .when(revise({ reason: '' }))
      .refused('TEXT_EMPTY', 'reason'));
  it('records nothing for the policy in force', () =>
    given()
      .when(revise({ lambda: 0.4, late: POLICY.late }))
      .then([]));
});

describe('AssignPillarLead', () => {
  const assign = (personId: string, effectiveOn?: string): ProgramCommand => ({
    type: 'AssignPillarLead',
    data: { programId, pillar: 'CULTURE', personId, effectiveOn },
  });
  const assigned = (person: string, effectiveOn: string): ProgramEvent => ({
    type: 'PillarLeadAssigned',
    data: { pillar: 'CULTURE', person, effectiveOn },
  });
  it('assigns a lead from today on, unless another date is given', () => {
    given()
      .when(assign('p-1'))
      .then([assigned('p-1', '2026-06-01')]);
    given()
      .when(assign('p-1', '2026-09-01'))
      .then([assigned('p-1', '2026-09-01')]);
  });
  it('refuses a person id or a date that is malformed', () => {
    given().when(assign('p 1')).refused('PERSON_ID_INVALID', 'personId');
    given().when(assign('p-1', '2026-13-01')).refused('DATE_INVALID', 'effectiveOn');
  });
  it('records nothing only where the same person leads from that day on already', () => {
    given(assigned('p-1', '2026-03-01')).when(assign('p-1')).then([]);
    given(assigned('p-1', '2026-03-01'), assigned('p-2', '2026-09-01'))
      .when(assign('p-1'))
      .then([assigned('p-1', '2026-06-01')]);
    given(assigned('p-1', '2026-09-01'))
      .when(assign('p-1'))
      .then([assigned('p-1', '2026-06-01')]);
  });
});

describe('GrantRole and RevokeRole', () => {
  const grant = (personId = 'p-1'): ProgramCommand => ({ type: 'GrantRole', data: { programId, personId, role: 'PMO' } });
  const revoke = (reason?: string): ProgramCommand => ({ type: 'RevokeRole', data: { programId, personId: 'p-1', role: 'PMO', reason } });
  const granted: ProgramEvent = { type: 'RoleGranted', data: { person: 'p-1', role: 'PMO' } };
  const revoked: ProgramEvent = { type: 'RoleRevoked', data: { person: 'p-1', role: 'PMO' } };
  it('grants a role, revokes it with or without a reason, and grants it again', () => {
    given().when(grant()).then([granted]);
    given(granted).when(revoke()).then([revoked]);
    given(granted)
      .when(revoke('left'))
      .then([{ type: 'RoleRevoked', data: { person: 'p-1', role: 'PMO', reason: 'left' } }]);
    given(granted, revoked).when(grant()).then([granted]);
  });
  it('grants no role on a closed program, but takes one away there, because people leave afterwards too', () => {
    programSpec.given(CLOSED).when(grant()).refused('PROGRAM_CLOSED', 'programId');
    programSpec
      .given([...CLOSED, granted])
      .when(revoke())
      .then([revoked]);
  });
  it('takes who charters as the first PMO, who cannot be the last to go', () => {
    const chartering = (type: 'GrantRole' | 'RevokeRole', endsOn?: string): ProgramCommand => ({
      type,
      data: { programId, personId: CHARTERING, role: 'PMO', ...(endsOn ? { endsOn } : {}) },
    });
    given().when(chartering('GrantRole')).then([]);
    given().when(chartering('RevokeRole')).refused('LAST_PMO', 'personId');
    given().when(chartering('GrantRole', '2026-12-31')).refused('LAST_PMO', 'endsOn');
    given({ type: 'RoleGranted', data: { person: 'p-1', role: 'PMO', endsOn: '2026-12-31' } })
      .when(chartering('RevokeRole'))
      .refused('LAST_PMO', 'personId');
    given(granted)
      .when(chartering('RevokeRole'))
      .then([{ type: 'RoleRevoked', data: { person: CHARTERING, role: 'PMO' } }]);
  });
  it('ends a role on its last day, which may be changed but does not lie in the past', () => {
    const auditor = (endsOn?: string): ProgramCommand => ({
      type: 'GrantRole',
      data: { programId, personId: 'p-1', role: 'AUDITOR', endsOn },
    });
    const until = (endsOn?: string): ProgramEvent => ({
      type: 'RoleGranted',
      data: { person: 'p-1', role: 'AUDITOR', ...(endsOn ? { endsOn } : {}) },
    });
    given()
      .when(auditor('2026-06-01'))
      .then([until('2026-06-01')]);
    given().when(auditor('2026-05-31')).refused('ROLE_ENDS_IN_PAST', 'endsOn');
    given(until('2026-07-01')).when(auditor('2026-07-01')).then([]);
    given(until('2026-07-01')).when(auditor()).then([until()]);
  });
  it('names only a contributor on an initiative, whose role there is one of its own', () => {
    const initiativeId = '22222222-2222-4222-8222-222222222222';
    const name = (role: 'CONTRIBUTOR' | 'PMO', type: 'GrantRole' | 'RevokeRole' = 'GrantRole'): ProgramCommand => ({
      type,
      data: { programId, personId: 'p-1', role, initiativeId },
    });
    const named: ProgramEvent = { type: 'RoleGranted', data: { person: 'p-1', role: 'CONTRIBUTOR', initiativeId } };
    given().when(name('CONTRIBUTOR')).then([named]);
    given().when(name('PMO')).refused('ROLE_OF_WHOLE_PROGRAM', 'initiativeId');
    given({ type: 'RoleGranted', data: { person: 'p-1', role: 'CONTRIBUTOR' } })
      .when(name('CONTRIBUTOR', 'RevokeRole'))
      .then([]);
    given(named)
      .when(name('CONTRIBUTOR', 'RevokeRole'))
      .then([{ type: 'RoleRevoked', data: { person: 'p-1', role: 'CONTRIBUTOR', initiativeId } }]);
  });
  it('refuses a malformed person id and an unknown role', () => {
    given().when(grant('')).refused('PERSON_ID_INVALID', 'personId');
    const role = 'KING' as 'PMO';
    given()
      .when({ type: 'GrantRole', data: { programId, personId: 'p-1', role } })
      .refused('ROLE_UNKNOWN', 'role');
  });
  it('records no grant of a role that is held and no revocation of one that is not', () => {
    given(granted).when(grant()).then([]);
    given().when(revoke()).then([]);
    given(granted, revoked).when(revoke()).then([]);
  });
});

describe('CloseProgram and ReopenProgram', () => {
  const close: ProgramCommand = { type: 'CloseProgram', data: { programId, reason: 'done' } };
  const reopen: ProgramCommand = { type: 'ReopenProgram', data: { programId, reason: 'not done' } };
  it('closes an active program and reopens a closed one', () => {
    given()
      .when(close)
      .then([{ type: 'ProgramClosed', data: { reason: 'done' } }]);
    programSpec
      .given(CLOSED)
      .when(reopen)
      .then([{ type: 'ProgramReopened', data: { reason: 'not done' } }]);
  });
  it('refuses to close without a reason', () =>
    given()
      .when({ type: 'CloseProgram', data: { programId, reason: '' } })
      .refused('TEXT_EMPTY', 'reason'));
  it('records nothing where the program is already closed, or already active', () => {
    programSpec.given(CLOSED).when(close).then([]);
    given().when(reopen).then([]);
  });
  it('refuses work on a closed program', () => {
    const work: ProgramCommand[] = [
      { type: 'RenameProgram', data: { programId, name: 'Keel' } },
      { type: 'ReviseObjective', data: { programId, objective: 'o', reason: 'r' } },
      { type: 'RevisePhasePlan', data: { programId, phases: [], reason: 'r' } },
      { type: 'ReviseDriftPolicy', data: { programId, reason: 'r', lambda: 1 } },
      { type: 'AssignPillarLead', data: { programId, pillar: 'CULTURE', personId: 'p' } },
    ];
    for (const command of work) programSpec.given(CLOSED).when(command).refused('PROGRAM_CLOSED', 'programId');
  });
  it('refuses to close a program that was never chartered', () =>
    programSpec.given([]).when(close).refused('PROGRAM_NOT_FOUND', 'programId'));
});
