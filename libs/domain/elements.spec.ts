import { describe, expect, it } from '@jest/globals';
import { ELEMENTS, elementOf } from './elements.js';
import { PILLARS } from './pillars.js';

describe('the catalogue of elements', () => {
  it('has nine of each pillar, three to a group', () => {
    expect(ELEMENTS).toHaveLength(36);
    for (const pillar of PILLARS) {
      const groups = ELEMENTS.filter((element) => element.pillar === pillar).map((element) => element.group);
      expect(groups).toHaveLength(9);
      expect(new Set(groups).size).toBe(3);
    }
  });

  it('has unique keys and a name in both languages', () => {
    expect(new Set(ELEMENTS.map((element) => element.key)).size).toBe(36);
    for (const element of ELEMENTS) {
      expect(element.nameZh).toMatch(/^\p{Script=Han}+$/u);
      expect(element.nameEn).toMatch(/^[A-Z][A-Za-z -]+$/);
    }
  });

  it('finds an element by its key', () => {
    expect(elementOf('culture.service-culture')).toMatchObject({ pillar: 'CULTURE', group: 'connotation', nameZh: '服务文化' });
    expect(elementOf('culture.none')).toBeUndefined();
  });
});
