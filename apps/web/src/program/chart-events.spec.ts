import { describe, expect, it } from '@jest/globals';
import { eventsBetween, phaseSpans, stretchesIn, type DriftStretch } from './chart-events';

const phases = [
  { key: 'A', name: 'A', enteredOn: '2025-01-01' },
  { key: 'B', name: 'B', enteredOn: '2025-06-01' },
  { key: 'C', name: 'C', enteredOn: null },
];

describe('the phases as they were lived', () => {
  it('reach from entry to entry, and the last to the end of the range', () => {
    expect(phaseSpans(phases, '2025-01-01', '2025-12-31')).toEqual([
      { key: 'A', name: 'A', from: '2025-01-01', to: '2025-06-01' },
      { key: 'B', name: 'B', from: '2025-06-01', to: '2025-12-31' },
    ]);
  });

  it('are cut to the range, and left out beyond it', () => {
    expect(phaseSpans(phases, '2025-03-01', '2025-05-01')).toEqual([{ key: 'A', name: 'A', from: '2025-03-01', to: '2025-05-01' }]);
    expect(phaseSpans(phases, '2025-08-01', '2025-09-01').map(({ key }) => key)).toEqual(['B']);
  });
});

describe('the drift episodes of a range', () => {
  const episode = (id: string, openedOn: string, closedOn: string | null): DriftStretch => ({
    id,
    kind: 'LATE',
    pillar: null,
    openedOn,
    closedOn,
  });

  it('are those that touch it, cut to it, by their start', () => {
    const found = stretchesIn(
      [
        episode('open', '2025-05-01', null),
        episode('closed later', '2025-05-02', '2025-09-01'),
        episode('before', '2024-01-01', '2024-02-01'),
        episode('cut', '2024-12-01', '2025-02-01'),
      ],
      '2025-01-01',
      '2025-06-01',
    );
    expect(found.map(({ id, start, end }) => [id, start, end])).toEqual([
      ['cut', '2025-01-01', '2025-02-01'],
      ['open', '2025-05-01', '2025-06-01'],
      ['closed later', '2025-05-02', '2025-06-01'],
    ]);
  });
});

describe('the events of a row of the table', () => {
  it('are those after the row before, up to its own date', () => {
    const events = [
      { on: '2025-01-01', text: 'a' },
      { on: '2025-01-05', text: 'b' },
      { on: '2025-01-08', text: 'c' },
    ];
    expect(eventsBetween(events, '2025-01-01', '2025-01-08')).toEqual(['b', 'c']);
    expect(eventsBetween(events, undefined, '2025-01-01')).toEqual(['a']);
  });
});
