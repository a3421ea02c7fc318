import { describe, expect, it } from '@jest/globals';
import { cellRefusals } from './refusals';

const refusal = (message: string, field: readonly string[] | null): { code: string; message: string; field: readonly string[] | null } => ({
  code: 'X',
  message,
  field,
});

describe('what the api refused of a launch', () => {
  it('stands at the cell that it is about, and elsewhere if it is about none', () => {
    const late = refusal('too late', ['input', 'milestones', '1', 'due']);
    const twice = refusal('twice', ['milestones', '1']);
    const full = refusal('full', ['milestones']);
    const closed = refusal('closed', null);
    const { cells, others } = cellRefusals([late, twice, full, closed]);
    expect([...cells]).toEqual([[1, { due: 'too late', title: 'twice' }]]);
    expect(others).toEqual([full, closed]);
  });
});
