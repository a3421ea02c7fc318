import { describe, expect, it } from '@jest/globals';
import { peopleOf } from './members';

const person = (id: string, name: string | null = id.toUpperCase()): { id: string; name: string | null } => ({ id, name });

describe('the people of a program', () => {
  it('are members with a role that stands, leads and owners, each once, by name', () => {
    expect(
      peopleOf({
        members: [
          { until: null, person: person('c') },
          { until: '2026-01-01', person: person('gone') },
          { until: null, person: person('a') },
          { until: '2026-01-01', person: person('a') },
        ],
        pillarLeads: [{ person: person('a') }, { person: person('x', null) }],
        initiatives: { nodes: [{ owner: person('b') }, { owner: null }] },
      }),
    ).toEqual([
      ['a', 'A'],
      ['b', 'B'],
      ['c', 'C'],
      ['x', 'x'],
    ]);
  });
});
