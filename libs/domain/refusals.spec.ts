import { describe, expect, it } from '@jest/globals';
import { AHEAD_BOUND, CONSECUTIVE, EMPHASIS_SHARE, HALF_LIFE_DAYS, LAMBDA, PLAN_TOLERANCE, STANDING_BOUND, WEIGHT } from './ranges.js';
import { refusals, refuse } from './refusals.js';

describe('the catalogue of refusals', () => {
  it('says each code in both languages', () => {
    for (const [code, { zh, en, retryable }] of Object.entries(refusals)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(en).toMatch(/^[^\p{Script=Han}]+\.$/u);
      expect(typeof retryable).toBe('boolean');
    }
  });

  it('says no two codes with the same words', () => {
    const all = Object.values(refusals);
    expect(new Set(all.map(({ en }) => en)).size).toBe(all.length);
    expect(new Set(all.map(({ zh }) => zh)).size).toBe(all.length);
  });

  it.each([
    ['DRIFT_POLICY_INVALID', [HALF_LIFE_DAYS, PLAN_TOLERANCE, LAMBDA, CONSECUTIVE]],
    ['DRIFT_BOUNDS_INVALID', [STANDING_BOUND, AHEAD_BOUND]],
    ['EMPHASIS_INVALID', [EMPHASIS_SHARE]],
    ['WEIGHT_INVALID', [WEIGHT]],
  ] as const)('names the ranges that %s is about, in both languages', (code, ranges) => {
    const plain = ({ en, zh }: { readonly en: string; readonly zh: string }): string[] => [en, zh].map((text) => text.replaceAll(',', ''));
    for (const text of plain(refusals[code]))
      for (const { least, most } of ranges) expect(text).toMatch(new RegExp(`${least}( to | and |\\s?至\\s?)${most}(?!\\d)`));
  });

  it('is retryable where the same command may succeed later', () => {
    // The revision that the command expects is permanently in the past: only another command can succeed.
    expect(refusals.CONFLICT.retryable).toBe(false);
    expect(refusals.VIEWS_BEHIND.retryable).toBe(true);
    expect(refusals.MILESTONE_ALREADY_ACHIEVED.retryable).toBe(false);
  });

  it('names the field as a path of texts', () => {
    expect(refuse('TEXT_EMPTY', 'milestones', 3, 'title')).toEqual({ refused: 'TEXT_EMPTY', field: ['milestones', '3', 'title'] });
    expect(refuse('FORBIDDEN')).toEqual({ refused: 'FORBIDDEN' });
  });
});
