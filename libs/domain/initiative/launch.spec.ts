import { describe, expect, it } from '@jest/globals';
import { given, initiativeId, initiativeSpec, LAUNCHED, M1, M2, planned } from '../testing/initiative-history.js';
import { closedProgram, PROGRAM_ID } from '../testing/program-history.js';
import type { LaunchInitiative } from './commands.js';

const launch = (data: Partial<LaunchInitiative['data']> = {}): LaunchInitiative => ({
  type: 'LaunchInitiative',
  data: { id: initiativeId, programId: PROGRAM_ID, pillar: 'CULTURE', title: 'Service desk', ownerId: 'ann', ...data },
});
const when = (data: Partial<LaunchInitiative['data']>) => initiativeSpec.given([]).when(launch(data));
const milestone = (id: string, due = '2026-05-01') => ({ id, title: 'Desk', due });

describe('LaunchInitiative', () => {
  it('launches with pillar and title, with or without an owner, at a weight of 1', () => {
    when({}).then(LAUNCHED);
    when({ ownerId: undefined }).then([{ type: 'InitiativeLaunched', data: { pillar: 'CULTURE', title: 'Service desk', weight: 1 } }]);
  });

  it('launches with every field and with milestones, due in the past or not', () => {
    when({
      element: 'culture.service-culture',
      unit: 'Ops',
      weight: 2.5,
      milestones: [milestone(M1), { ...milestone(M2, '2027-05-01'), weight: 3 }],
    }).then([
      {
        type: 'InitiativeLaunched',
        data: { pillar: 'CULTURE', element: 'culture.service-culture', unit: 'Ops', title: 'Service desk', weight: 2.5, owner: 'ann' },
      },
      planned(M1),
      { type: 'MilestonePlanned', data: { milestoneId: M2, title: 'Desk', due: '2027-05-01', weight: 3 } },
    ]);
  });

  it('refuses a milestone due before the program starts, and warns of one long after its end, each by its place', () => {
    when({ milestones: [milestone(M1), milestone(M2, '2025-12-31')] }).refused('DUE_BEFORE_START', 'milestones', '1', 'due');
    when({ milestones: [milestone(M1, '2026-06-01'), milestone(M2, '2029-01-01')] }).warned([
      'DUE_LONG_AFTER_END',
      'milestones',
      '1',
      'due',
    ]);
    when({}).warned();
  });

  it('refuses a second initiative of the same id', () => given().when(launch()).refused('INITIATIVE_ALREADY_LAUNCHED', 'id'));

  it('needs an open program', () => {
    initiativeSpec
      .given([])
      .when(launch(), { program: { status: 'NONE' } })
      .refused('PROGRAM_NOT_FOUND', 'programId');
    initiativeSpec.given([]).when(launch(), { program: closedProgram }).refused('PROGRAM_CLOSED', 'programId');
  });

  it('refuses what it cannot work with', () => {
    when({ id: 'A' }).refused('ID_INVALID', 'id');
    when({ pillar: 'LUCK' as 'CULTURE' }).refused('PILLAR_UNKNOWN', 'pillar');
    when({ element: 'x' }).refused('ELEMENT_UNKNOWN', 'element');
    when({ element: 'process.design-optimisation' }).refused('ELEMENT_OF_OTHER_PILLAR', 'element');
    when({ unit: '' }).refused('TEXT_EMPTY', 'unit');
    when({ title: '\udc00' }).refused('TEXT_NOT_STORABLE', 'title');
    when({ ownerId: 'a@b' }).refused('PERSON_ID_INVALID', 'ownerId');
    for (const weight of [0, -1, NaN, Infinity, 1e308, 5e-324, 1e-7]) when({ weight }).refused('WEIGHT_INVALID', 'weight');
  });

  it('refuses ill-formed milestones, naming them', () => {
    when({ milestones: [milestone(M1), milestone(M1)] }).refused('MILESTONE_TWICE_IN_LIST', 'milestones', '1', 'id');
    when({ milestones: [milestone('x')] }).refused('ID_INVALID', 'milestones', '0', 'id');
    when({ milestones: [{ ...milestone(M1), title: '' }] }).refused('TEXT_EMPTY', 'milestones', '0', 'title');
    when({ milestones: [milestone(M1, '2026-04-31')] }).refused('DATE_INVALID', 'milestones', '0', 'due');
    when({ milestones: [{ ...milestone(M1), weight: 0 }] }).refused('WEIGHT_INVALID', 'milestones', '0', 'weight');
  });

  it('takes 500 milestones and no more', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => milestone(`33333333-3333-4333-8333-${String(i).padStart(12, '0')}`));
    expect(initiativeSpec.outcome([], launch({ milestones: many(500) }))).toHaveLength(501);
    when({ milestones: many(501) }).refused('TOO_MANY_MILESTONES', 'milestones');
  });
});
