import { expect, it } from '@jest/globals';
import { advanced, notFolded, type Fold } from './folded.js';
import { aStoredEvent } from '../testing/an-event.js';

const event = (revision: number) => aStoredEvent('program-1', revision);
const count: Fold<number> = { initialState: 0, evolve: (state) => state + 1 };
const folded = (...revisions: readonly number[]) => advanced(count, notFolded(count), revisions.map(event));

it('a fold passes over what it has, and goes on', () => {
  expect(advanced(count, folded(0, 1), [event(1), event(2)])).toMatchObject({ state: 3, revision: 2 });
});

it.each([[[1]], [[0, 2]], [[0, 1, 5]]])('a fold never goes on over a gap: %j', (revisions) => {
  expect(() => folded(...revisions)).toThrow(
    expect.objectContaining({ code: 'EVENT_DAMAGED', message: expect.stringMatching(/program-1, revision \d is missing/) }),
  );
});
