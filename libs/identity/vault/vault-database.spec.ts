import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { VaultDatabase } from './vault-database.js';

/** A database whose given statements fail, and the list of all statements that it received. */
function failing(...statements: readonly string[]) {
  const told: string[] = [];
  const query = (sql: string): Promise<void> => {
    told.push(sql);
    return statements.includes(sql) ? Promise.reject(new Error(`${sql} failed`)) : Promise.resolve();
  };
  const release = (): Promise<void> => Promise.resolve(void told.push('release'));
  const source = { createQueryRunner: () => ({ query, release, manager: {} }) } as unknown as DataSource;
  const database = new VaultDatabase(source, 'x', {
    begin: (runner) => runner.query('begin'),
    discard: () => Promise.resolve(told.push('discard')),
  });
  return { told, alone: (work: () => Promise<unknown>) => database.alone(work) };
}

describe('a transaction of the vault', () => {
  it('is committed, and its connection given back', async () => {
    const { told, alone } = failing();
    expect(await alone(() => Promise.resolve('done'))).toBe('done');
    expect(told).toEqual(['begin', 'commit', 'release']);
  });

  it('is rolled back where its work fails, and says so', async () => {
    const { told, alone } = failing();
    await expect(alone(() => Promise.reject(new Error('work')))).rejects.toThrow('work');
    expect(told).toEqual(['begin', 'rollback', 'release']);
  });

  it('is rolled back where it cannot be committed, and its connection given up where that fails too', async () => {
    const { told, alone } = failing('commit', 'rollback');
    await expect(alone(() => Promise.resolve())).rejects.toThrow('commit failed');
    expect(told).toEqual(['begin', 'commit', 'rollback', 'discard', 'release']);
  });

  it('that cannot begin changes nothing', async () => {
    const { told, alone } = failing('begin');
    await expect(alone(() => Promise.resolve())).rejects.toThrow('begin failed');
    expect(told).toEqual(['begin', 'release']);
  });

  it('has its turn after one before it, also where that failed', async () => {
    const { told, alone } = failing();
    await Promise.all([alone(() => Promise.reject(new Error('x'))).catch(() => undefined), alone(() => Promise.resolve())]);
    expect(told).toEqual(['begin', 'rollback', 'release', 'begin', 'commit', 'release']);
  });
});
