import { describe, expect, it } from '@jest/globals';
import { storyInOrder } from './story-order';

const story = ['grade', 'leadership', 'culture', 'process', 'technology', 'help'];
const days = (...behind: readonly number[]): { behindDays: number }[] => behind.map((behindDays) => ({ behindDays }));

describe('the order of the story', () => {
  it('begins with the pillar that is furthest behind, then what helps, and ends with the grade', () => {
    expect(storyInOrder(story, days(9, 23, 100, 0))).toEqual({
      lead: 'process',
      help: 'help',
      rest: ['leadership', 'culture', 'technology', 'grade'],
    });
  });

  it('begins with the grade where all are on plan', () => {
    expect(storyInOrder(story.slice(0, 5), days(0, 7, -4, 0))).toEqual({
      lead: 'grade',
      help: undefined,
      rest: ['leadership', 'culture', 'process', 'technology'],
    });
  });
});
