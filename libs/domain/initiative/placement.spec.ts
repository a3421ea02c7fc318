import { describe, expect, it } from '@jest/globals';
import { on } from '#testing/event-sourcing/given-when-then.js';
import { cancelled, completed, given, initiativeId, initiativeSpec, LAUNCHED } from '../testing/initiative-history.js';
import { closedProgram } from '../testing/program-history.js';
import type { AssignOwner, InitiativeCommand, MoveInitiative } from './commands.js';
import type { InitiativeEvent } from './events.js';
import { type InitiativeState, ownerOn } from './state.js';

describe('RetitleInitiative', () => {
  const retitle = (title: string): InitiativeCommand => ({ type: 'RetitleInitiative', data: { initiativeId, title } });
  it('records another title', () =>
    given()
      .when(retitle('One desk'))
      .then([{ type: 'InitiativeRetitled', data: { title: 'One desk' } }]));
  it('refuses an empty title', () => given().when(retitle('')).refused('TEXT_EMPTY', 'title'));
  it('records nothing for the same title', () => given().when(retitle('Service desk')).then([]));
});

describe('MoveInitiative', () => {
  const move = (data: Partial<MoveInitiative['data']>): InitiativeCommand => ({
    type: 'MoveInitiative',
    data: { initiativeId, pillar: 'CULTURE', reason: 'fits', ...data },
  });
  it('records another pillar, element or unit', () => {
    given()
      .when(move({ pillar: 'PROCESS' }))
      .then([{ type: 'InitiativeMoved', data: { pillar: 'PROCESS', reason: 'fits' } }]);
    given()
      .when(move({ element: 'culture.service-culture', unit: 'Ops' }))
      .then([{ type: 'InitiativeMoved', data: { pillar: 'CULTURE', element: 'culture.service-culture', unit: 'Ops', reason: 'fits' } }]);
  });
  it('takes element and unit away where they are left out', () => {
    const moved: InitiativeEvent = { type: 'InitiativeMoved', data: { pillar: 'CULTURE', unit: 'Ops', reason: 'fits' } };
    given(moved)
      .when(move({}))
      .then([{ type: 'InitiativeMoved', data: { pillar: 'CULTURE', reason: 'fits' } }]);
    given(moved)
      .when(move({ unit: 'Ops' }))
      .then([]);
  });
  it('refuses an empty reason', () =>
    given()
      .when(move({ pillar: 'PROCESS', reason: '' }))
      .refused('TEXT_EMPTY', 'reason'));
  it('refuses an element of another pillar', () =>
    given()
      .when(move({ pillar: 'PROCESS', element: 'culture.service-culture' }))
      .refused('ELEMENT_OF_OTHER_PILLAR', 'element'));
  it('records nothing where pillar, element and unit stay the same', () => given().when(move({})).then([]));
});

describe('ReweighInitiative', () => {
  const reweigh = (weight: number): InitiativeCommand => ({ type: 'ReweighInitiative', data: { initiativeId, weight, reason: 'r' } });
  it('records another weight with its reason', () =>
    given()
      .when(reweigh(3))
      .then([{ type: 'InitiativeReweighed', data: { weight: 3, reason: 'r' } }]));
  it('refuses a weight of zero', () => given().when(reweigh(0)).refused('WEIGHT_INVALID', 'weight'));
  it('records nothing for the same weight', () => given().when(reweigh(1)).then([]));
});

describe('AssignOwner', () => {
  const assign = (ownerId: string | null | undefined, effectiveOn = '2026-06-01'): AssignOwner => ({
    type: 'AssignOwner',
    data: { initiativeId, ownerId, effectiveOn },
  });
  const assigned = (owner: string | null, effectiveOn = '2026-06-01'): InitiativeEvent => ({
    type: 'OwnerAssigned',
    data: { owner, effectiveOn },
  });
  it('assigns another owner, or nobody, from a past or a future date on', () => {
    given()
      .when(assign('bob'))
      .then([assigned('bob')]);
    given()
      .when(assign('bob', '2026-09-01'))
      .then([assigned('bob', '2026-09-01')]);
    given()
      .when(assign(null))
      .then([assigned(null)]);
    given()
      .when(assign(undefined))
      .then([assigned(null)]);
  });
  it('refuses a person id or a date that is malformed', () => {
    given().when(assign('')).refused('PERSON_ID_INVALID', 'ownerId');
    given().when(assign('bob', '2026-06-31')).refused('DATE_INVALID', 'effectiveOn');
  });
  it('records nothing only where the owner is the same from that day on', () => {
    given().when(assign('ann')).then([]);
    given(assigned('bob', '2026-07-01'))
      .when(assign('ann'))
      .then([assigned('ann')]);
    given(assigned('bob', '2026-07-01')).when(assign('bob', '2026-07-01')).then([]);
    given(assigned(null)).when(assign(null)).then([]);
    initiativeSpec
      .given([{ type: 'InitiativeLaunched', data: { pillar: 'CULTURE', title: 't', weight: 1 } }])
      .when(assign(null))
      .then([]);
  });
  it('makes the latest recorded assignment with effectiveOn ≤ d the owner on day d', () => {
    const state = initiativeSpec.state([
      on('2026-02-01', LAUNCHED[0]!),
      assigned('bob', '2026-05-01'),
      assigned('cy', '2026-04-01'),
    ]) as InitiativeState;
    expect(['2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01', '2026-05-01'].map((day) => ownerOn(state, day))).toEqual([
      null,
      'ann',
      'ann',
      'cy',
      'cy',
    ]);
  });
});

describe('an initiative or program that has ended, or never was', () => {
  const work: InitiativeCommand = { type: 'RetitleInitiative', data: { initiativeId, title: 'x' } };
  it('refuses work on an initiative that has ended', () => {
    given(cancelled).when(work).refused('INITIATIVE_CANCELLED', 'initiativeId');
    given(completed).when(work).refused('INITIATIVE_COMPLETED', 'initiativeId');
  });
  it('refuses work in a closed program', () => given().when(work, { program: closedProgram }).refused('PROGRAM_CLOSED', 'programId'));
  it('refuses work in a program that was never chartered', () =>
    given()
      .when(work, { program: { status: 'NONE' } })
      .refused('PROGRAM_NOT_FOUND', 'programId'));
  it('says that the initiative is missing, before it says that the program is', () =>
    initiativeSpec
      .given([])
      .when(work, { program: { status: 'NONE' } })
      .refused('INITIATIVE_NOT_FOUND', 'initiativeId'));
});
