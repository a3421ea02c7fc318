import { describe, expect, it } from '@jest/globals';
import { nodeIdOf, nodeKeyOf } from './node-id.js';

describe('a global id', () => {
  it('stands for the object that it was made for', () => {
    for (const key of [
      { type: 'Program', ids: ['p'] },
      { type: 'Milestone', ids: ['i', 'm'] },
      { type: 'Person', ids: ['ana-1_x'] },
    ] as const)
      expect(nodeKeyOf(nodeIdOf(key.type, ...key.ids))).toEqual(key);
  });

  it.each([
    ['another type', Buffer.from('["Balance","p"]').toString('base64url')],
    ['an inherited member', Buffer.from('["constructor","p"]').toString('base64url')],
    ['too few ids', Buffer.from('["Milestone","i"]').toString('base64url')],
    ['an id that is no text', Buffer.from('["Program",1]').toString('base64url')],
    ['no list', Buffer.from('{"type":"Program"}').toString('base64url')],
    ['another spelling', `${nodeIdOf('Program', 'p')}=`],
    ['other spaces', Buffer.from('["Program", "p"]').toString('base64url')],
    ['a UUID', '6a1f6a52-7f0c-4b55-8c55-0d5fdd3f9b64'],
    ['too long a text', nodeIdOf('Program', 'x'.repeat(1_000))],
    ['nothing', ''],
  ])('is not %s', (_name, text) => {
    expect(nodeKeyOf(text)).toBeUndefined();
  });
});
