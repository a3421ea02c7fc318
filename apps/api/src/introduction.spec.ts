import { describe, expect, it } from '@jest/globals';
import { sayIn } from '#application/starting/language.js';
import { introduction } from './introduction.js';

const app = { url: 'http://127.0.0.1:3000', madeToken: { file: 'data/admin.token', token: 'secret' } };
const terminal = { isTerminal: true, isProduction: false };

describe('the introduction of a started api', () => {
  it('is Chinese where the reader is', () => {
    expect(introduction(app, terminal, sayIn('zh-CN'))).toEqual([
      'Evenkeel 已启动：http://127.0.0.1:3000/graphql',
      'GraphiQL：http://127.0.0.1:3000/graphiql',
      '管理员令牌（仅显示这一次，保存在 data/admin.token）：secret',
    ]);
  });

  it('shows the token to nobody but a person', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const lines = introduction(app, { isTerminal: false, isProduction: true }, sayIn(language));
      expect(lines).toHaveLength(2);
      expect(lines.join()).not.toContain('secret');
      expect(lines[1]).toContain('data/admin.token');
    }
  });
});
