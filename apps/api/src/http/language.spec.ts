import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-Hans-CN;q=0.9, en;q=0.8', 'zh-CN'],
    ['en-GB, zh;q=0.9', 'en'],
    ['fr, de', 'en'],
    ['en;q=0, zh;q=0.1', 'zh-CN'],
    ['q=;;;,,,=zh', 'en'],
  ])('%s: %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
