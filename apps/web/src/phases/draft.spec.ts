import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftOf, faultsOf, inputOf, sumOf, TEMPLATE, templateDraft, withOneMore, type DraftPhase } from './draft';

const NAMES = { INITIATE: 'Initiate', DESIGN: 'Design', BUILD: 'Build', EMBED: 'Embed' };
const START = '2026-01-01';
const draft = templateDraft(START, '2027-12-31', NAMES);
const changed = (i: number, change: Partial<DraftPhase>): DraftPhase[] =>
  draft.map((phase, j) => (i === j ? { ...phase, ...change } : phase));

describe('the default plan', () => {
  it('is that of the domain', () => {
    const domain = readFileSync(join(process.cwd(), 'libs/domain/program/phases.ts'), 'utf8');
    const rows = [...domain.matchAll(/key: '(\w+)'.*emphasis: \[([\d., ]+)\]/g)].map(([, key, shares]) => [
      key,
      shares!.split(',').map((share) => Math.round(Number(share) * 100)),
    ]);
    expect(rows).toEqual(TEMPLATE.map(([key, percent]) => [key, [...percent]]));
  });

  it('has four parts of equal length up to the end', () => {
    expect(draft.map(({ endsOn }) => endsOn)).toEqual(['2026-07-02', '2027-01-01', '2027-07-02', '2027-12-31']);
    expect(faultsOf(draft, START).flat()).toEqual([]);
  });
});

describe('a plan that is edited', () => {
  const known = [
    {
      key: 'A',
      name: 'A',
      endsOn: '2026-03-31',
      enteredOn: '2026-01-01',
      emphasis: { leadership: 1 / 3, culture: 1 / 3, process: 1 / 3, technology: 0 },
    },
    {
      key: 'B',
      name: 'B',
      endsOn: '2026-06-30',
      enteredOn: '2026-04-01',
      emphasis: { leadership: 0.1, culture: 0.2, process: 0.3, technology: 0.4 },
    },
    {
      key: 'C',
      name: 'C',
      endsOn: '2026-09-30',
      enteredOn: null,
      emphasis: { leadership: 0.25, culture: 0.25, process: 0.25, technology: 0.25 },
    },
  ];

  it('shows shares in per cent, and knows what is entered and left', () => {
    const [a, b, c] = draftOf(known);
    expect(a).toMatchObject({ percent: { leadership: '33.3', technology: '0' }, isEntered: true, isLeft: true });
    expect(b).toMatchObject({ percent: { process: '30' }, isEntered: true, isLeft: false });
    expect(c).toMatchObject({ isEntered: false, isLeft: false });
  });

  it('is sent back as it was read where nothing was changed, a third included', () => {
    expect(inputOf(draftOf(known)).map(({ emphasis }) => emphasis)).toEqual(known.map(({ emphasis }) => emphasis));
    expect(faultsOf(draftOf(known), START).flat()).toEqual([]);
  });

  it('is sent without what the cache of answers adds to them', () => {
    const answered = known.map((phase) => ({ ...phase, emphasis: { ...phase.emphasis, __typename: 'PillarValues' } }));
    expect(inputOf(draftOf(answered))).toEqual(inputOf(draftOf(known)));
  });

  it('takes what was typed, with a comma too', () => {
    const [phase] = draftOf(known.slice(1, 2));
    const edited = { ...phase!, percent: { leadership: '12,5', culture: '17.5', process: '30', technology: '40' } };
    expect(sumOf(edited)).toBe(100);
    expect(inputOf([edited])[0]!.emphasis).toEqual({ leadership: 0.125, culture: 0.175, process: 0.3, technology: 0.4 });
  });

  it.each([
    ['no name', { name: ' ' }, ['name']],
    ['no end', { endsOn: '' }, ['endsOn']],
    ['an end that is not after the one before', { endsOn: '2026-07-02' }, ['order']],
    ['shares of 110 %', { percent: { leadership: '35', culture: '25', process: '30', technology: '20' } }, ['sum']],
    ['a share that is no number', { percent: { leadership: 'x', culture: '25', process: '30', technology: '20' } }, ['sum']],
    ['a negative share', { percent: { leadership: '-25', culture: '75', process: '30', technology: '20' } }, ['sum']],
  ])('is wrong with %s', (_what, change, faults) => {
    expect(faultsOf(changed(1, change), START)[1]).toEqual(faults);
  });

  it('grows by a phase with a key of its own and an end after the last', () => {
    const grown = withOneMore(withOneMore(draft, START), START);
    expect(grown.slice(4).map(({ key }) => key)).toEqual(['PHASE_5', 'PHASE_6']);
    expect(faultsOf(grown, START).flat()).toEqual(['name', 'name']);
    expect(withOneMore(changed(0, { key: 'PHASE_5' }), START).at(-1)!.key).toBe('PHASE_6');
  });
});
