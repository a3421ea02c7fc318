import { describe, expect, it } from '@jest/globals';
import { languageOf, parseLanguage } from './language.js';

describe('the language', () => {
  it('is that of the environment, LC_ALL before LC_MESSAGES before LANG', () => {
    expect(languageOf({ LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
    expect(languageOf({ LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB.UTF-8' })).toBe('en');
    expect(languageOf({ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN' })).toBe('zh-CN');
    expect(languageOf({ LANG: 'zh_CN', LC_ALL: '' })).toBe('zh-CN');
  });

  it('is English where the environment asks for another, or for none', () => {
    expect(languageOf({})).toBe('en');
    expect(languageOf({ LANG: 'C.UTF-8' })).toBe('en');
    expect(languageOf({ LANG: 'zha_CN' })).toBe('en');
  });

  it('is known by its tags', () => {
    expect(['zh', 'zh-CN', 'ZH_TW', 'en', 'en-GB', 'de', ''].map(parseLanguage)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'en',
      'en',
      undefined,
      undefined,
    ]);
  });
});
