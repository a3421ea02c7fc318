import { describe, expect, it } from '@jest/globals';
import { countOf, isCut, mayAcknowledge, waitingFor, type Parts, type ReviewAnswer } from './waiting';

const empty = { totalCount: 0, nodes: [] };
const answer = (parts: object): ReviewAnswer => ({
  rebaselines: empty,
  driftEpisodes: empty,
  portfolio: [],
  initiatives: empty,
  milestones: empty,
  ...parts,
});

const nodes = (...list: object[]): object => ({ totalCount: list.length, nodes: list });

const viewer = (roles: readonly string[], leads: readonly string[] = [], installationRoles: readonly string[] = []): Parts =>
  ({ installationRoles, roles: [{ program: { id: 'p1' }, roles, leads }] }) as unknown as Parts;

const program = (endsOn: string, viewerCan: object, phaseKey = 'DESIGN'): object => ({
  programId: `ends ${endsOn}`,
  name: 'Program',
  on: '2026-06-15',
  nextGate: { phaseKey, phaseName: phaseKey, endsOn, daysOver: 0 },
  program: {
    revision: 3,
    phases: [
      { key: 'DESIGN', name: 'Design' },
      { key: 'BUILD', name: 'Build' },
    ],
    viewerCan,
  },
});

const APPROVES = { enterPhase: true, close: false };
const GOVERNS = { enterPhase: false, close: true };

describe('who may acknowledge drift', () => {
  it.each([
    ['a PMO', viewer(['PMO']), 'p1', 'CULTURE', true],
    ['a sponsor, of the whole program', viewer(['SPONSOR']), 'p1', null, true],
    ['the lead of the pillar', viewer([], ['CULTURE']), 'p1', 'CULTURE', true],
    ['the lead of another pillar', viewer([], ['PROCESS']), 'p1', 'CULTURE', false],
    ['a lead, of the whole program', viewer([], ['CULTURE']), 'p1', null, false],
    ['a PMO of another program', viewer(['PMO']), 'p2', 'CULTURE', false],
    ['an owner', viewer(['OWNER']), 'p1', 'CULTURE', false],
    ['an administrator', viewer([], [], ['ADMINISTRATOR']), 'p2', null, true],
    ['an auditor of the installation', viewer([], [], ['AUDITOR']), 'p2', null, false],
  ] as const)('%s', (_who, parts, programId, pillar, may) => {
    expect(mayAcknowledge(parts, programId, pillar)).toBe(may);
  });
});

describe('what waits for the viewer', () => {
  it('is what they can decide, and nothing else', () => {
    const found = waitingFor(
      viewer(['PMO']),
      answer({
        rebaselines: nodes({ id: 'mine', viewerCan: { approve: false, reject: true } }, { id: 'r', viewerCan: { approve: true } }),
        driftEpisodes: nodes(
          { id: 'd', program: { id: 'p1' }, pillar: null, programClosed: false },
          { id: 'closed', program: { id: 'p1' }, pillar: null, programClosed: true },
          { id: 'other', program: { id: 'p2' }, pillar: null, programClosed: false },
        ),
        initiatives: nodes({ id: 'i', viewerCan: { assignOwner: true } }, { id: 'other', viewerCan: { assignOwner: false } }),
        milestones: nodes(
          { id: 'm', viewerCan: { achieve: true, reschedule: false } },
          { id: 'other', viewerCan: { achieve: false, reschedule: false } },
        ),
      }),
    );
    const ids = Object.values(found).map((list: readonly object[]) => list.map((item) => (item as { id: string }).id));
    expect(ids).toEqual([['r'], ['d'], [], ['i'], ['m']]);
    expect(countOf(found)).toBe(4);
  });

  it('has the gates of the next fortnight and those that have passed, the oldest first, with the phase to enter', () => {
    const { gates } = waitingFor(
      viewer(['PMO']),
      answer({ portfolio: [program('2026-06-29', APPROVES), program('2026-06-01', APPROVES), program('2026-06-30', APPROVES)] }),
    );
    expect(gates.map(({ endsOn, next }) => [endsOn, next?.key])).toEqual([
      ['2026-06-01', 'BUILD'],
      ['2026-06-29', 'BUILD'],
    ]);
  });

  it('has the end of the last phase for those who can close the program, and no other gate for them', () => {
    const last = program('2026-06-01', GOVERNS, 'BUILD');
    const { gates } = waitingFor(viewer(['PMO']), answer({ portfolio: [last, program('2026-06-01', GOVERNS)] }));
    expect(gates.map(({ phase, next }) => [phase, next])).toEqual([['BUILD', undefined]]);
  });

  it('is cut where a list is longer than the page', () => {
    expect(isCut(answer({}))).toBe(false);
    expect(isCut(answer({ milestones: { totalCount: 2, nodes: [{}] } }))).toBe(true);
  });
});
