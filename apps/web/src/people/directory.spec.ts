import { describe, expect, it } from '@jest/globals';
import { directoryOf, found, type Account, type PeopledProgram } from './directory';

const person = (id: string): { id: string; name: string } => ({ id, name: id.toUpperCase() });

const program = (id: string, parts: object): PeopledProgram =>
  ({ id, name: id, members: [], pillarLeads: [], initiatives: { nodes: [] }, ...parts }) as unknown as PeopledProgram;

const account = (id: string, email: string | null = null): Account => ({
  email,
  roles: [],
  deactivatedAt: null,
  forgottenAt: null,
  person: person(id),
});

describe('the directory', () => {
  const directory = directoryOf(
    [
      program('one', {
        members: [
          { role: 'PMO', until: null, person: person('b') },
          { role: 'AUDITOR', until: '2026-01-01', person: person('gone') },
        ],
        pillarLeads: [{ pillar: 'CULTURE', person: person('b') }],
        initiatives: { nodes: [{ owner: person('a') }, { owner: person('a') }, { owner: null }] },
      }),
      program('two', { members: [{ role: 'SPONSOR', until: null, person: person('b') }] }),
    ],
    [account('b', 'b@example.com'), account('z')],
  );

  it('has everybody once, by name, with what they are in each program and whether they can sign in', () => {
    expect(directory.map(({ id, parts, account: known }) => [id, parts.length, known !== undefined])).toEqual([
      ['a', 1, false],
      ['b', 2, true],
      ['z', 0, true],
    ]);
    expect(directory[0]!.parts).toEqual([{ program: { id: 'one', name: 'one' }, roles: [], leads: [], owns: 2 }]);
    expect(directory[1]!.parts[0]).toEqual({ program: { id: 'one', name: 'one' }, roles: ['PMO'], leads: ['CULTURE'], owns: 0 });
  });

  it('is searched by name and e-mail address', () => {
    expect(found(directory, ' EXAMPLE.com').map(({ id }) => id)).toEqual(['b']);
    expect(found(directory, 'z').map(({ id }) => id)).toEqual(['z']);
    expect(found(directory, '')).toHaveLength(3);
  });
});
