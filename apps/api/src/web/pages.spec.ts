import { describe, expect, it } from '@jest/globals';
import { pageIn } from './pages.js';

describe('the page after signing in', () => {
  it.each(['/', '/my-work', '/programs/x/pillars/CULTURE?as-of=2026-01-01#drift-1', '/programs/new', '/?order=name'])(
    'may be %s',
    (page) => {
      expect(pageIn(page)).toBe(page);
    },
  );

  it('is what a browser makes of it', () => {
    expect(pageIn('/programs/\t项目')).toBe('/programs/%E9%A1%B9%E7%9B%AE');
    expect(pageIn('/programs/x/../../review')).toBe('/review');
    expect(pageIn('/programs/\r\nset-cookie: a=b')).toBe('/programs/set-cookie:%20a=b');
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '//evil.example/programs',
    '/\\evil.example/programs',
    '\\\\evil.example/programs',
    '/\t/evil.example/programs',
    '/x/..//evil.example',
    '/programs/..//evil.example/programs',
    '/programs/%2e%2e//evil.example',
    '//user@here.invalid:1/programs',
    'javascript:alert(1)',
    'programs',
    '/programs-of-others',
    '/graphql',
    '/sign-out',
    '/invitation/secret',
    '//',
    '//[',
    '',
    `/programs/${'x'.repeat(1_000)}`,
    undefined,
    ['/my-work', '/review'],
  ])('is never %j', (next) => {
    expect(pageIn(next)).toBeUndefined();
  });
});
