import { describe, expect, it } from '@jest/globals';
import { outcomeOf } from './outcome';

const failed = (code: string) => ({ graphQLErrors: [{ message: 'M', extensions: { code } }] });

describe('the outcome of a command', () => {
  it('is done with its warnings', () => {
    const payload = { userErrors: [], warnings: [{ message: 'W' }] };
    expect(outcomeOf(payload, undefined)).toEqual({ is: 'done', payload, warnings: ['W'] });
  });

  it('is refused by errors of the payload', () => {
    const userErrors = [{ code: 'CONFLICT', message: 'M', field: null }];
    expect(outcomeOf({ userErrors }, undefined)).toEqual({ is: 'refused', refusals: userErrors });
  });

  it.each(['FORBIDDEN', 'BAD_USER_INPUT'])('is refused by %s, so that an update which can never be recorded holds up no other', (code) => {
    expect(outcomeOf(undefined, failed(code))).toEqual({ is: 'refused', refusals: [{ code, message: 'M', field: null }] });
  });

  it.each(['UNAUTHENTICATED', 'RATE_LIMITED', 'VIEWS_UNAVAILABLE'])('is unknown after %s', (code) => {
    expect(outcomeOf(undefined, failed(code))).toEqual({ is: 'unknown', message: 'M' });
  });

  it('is unknown without a connection', () => {
    expect(outcomeOf(undefined, { graphQLErrors: [] })).toEqual({ is: 'unknown', message: '' });
  });
});
