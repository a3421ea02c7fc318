import { describe, expect, it } from '@jest/globals';
import { after } from './shown-after.js';

describe('what is shown of the views after a command', () => {
  it('is what they hold', async () => {
    const context = { pending: false };
    expect(await after(context, () => Promise.resolve('read'))).toBe('read');
    expect(context.pending).toBe(false);
  });

  it('is nothing, and pending, where the database does not answer: the command is done', async () => {
    const context = { pending: false };
    expect(await after(context, () => Promise.reject(new Error('Connection terminated unexpectedly')))).toBeNull();
    expect(context.pending).toBe(true);
  });

  it('fails where the fault is our own', async () => {
    await expect(after({ pending: false }, () => Promise.reject(new Error('no such column')))).rejects.toThrow('no such column');
  });
});
