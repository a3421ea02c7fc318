import { describe, expect, it } from '@jest/globals';
import type { TableShape } from '#event-sourcing/folds/projection.js';
import { createIndexes, createTable, deleteRows, inLookups, inStatements, numberPlaceholders, upsertRows } from './statements.js';

const shape: TableShape = { columns: { a: 'text', b: 'integer', c: 'real' }, key: ['a', 'b'], indexes: [['c', 'a']] };

describe('statements', () => {
  it('create a table on either database', () => {
    expect(createTable('t', shape, 'sqlite')).toBe('CREATE TABLE t (a text, b integer, c real, PRIMARY KEY (a, b)) WITHOUT ROWID');
    expect(createTable('t', shape, 'postgres')).toBe(
      'CREATE TABLE t (a text COLLATE "C", b bigint, c double precision, PRIMARY KEY (a, b))',
    );
  });

  it('name the indexes of two builds of a table apart', () => {
    expect(createIndexes('t_next', { ...shape, unique: [['b']] }, 7)).toEqual([
      'CREATE UNIQUE INDEX t_next_7_u0 ON t_next (b)',
      'CREATE INDEX t_next_7_i0 ON t_next (c, a)',
    ]);
  });

  it('write over what is there, and delete by key', () => {
    expect(upsertRows('t', shape, 2)).toBe(
      'INSERT INTO t (a, b, c) VALUES (?,?,?),(?,?,?) ON CONFLICT (a, b) DO UPDATE SET c = excluded.c',
    );
    expect(upsertRows('t', { columns: { a: 'text' }, key: ['a'] }, 1)).toBe('INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO NOTHING');
    expect(deleteRows('t', shape, 2, 'sqlite')).toBe('DELETE FROM t WHERE (a, b) IN (VALUES (?,?),(?,?))');
    expect(deleteRows('t', shape, 2, 'postgres')).toBe('DELETE FROM t WHERE (a, b) IN (VALUES (CAST(? AS text),CAST(? AS bigint)),(?,?))');
    expect(deleteRows('t', { columns: { a: 'text' }, key: ['a'] }, 2, 'sqlite')).toBe('DELETE FROM t WHERE a IN (?,?)');
  });

  it('are numbered for PostgreSQL', () => {
    expect(numberPlaceholders('SELECT a FROM t WHERE a IN (?,?) AND b = ?')).toBe('SELECT a FROM t WHERE a IN ($1,$2) AND b = $3');
  });

  it('come in few lengths, and lose nothing', () => {
    const rows = Array.from({ length: 263 }, (_, n) => n);
    const lists = [...inStatements(rows)];
    expect(lists.map(({ length }) => length)).toEqual([100, 100, 25, 25, 5, 5, 1, 1, 1]);
    expect(lists.flat()).toEqual(rows);
    expect([...inLookups(['a', 'b'])]).toEqual([['a', 'b', 'b', 'b', 'b']]);
    expect([...inLookups([])]).toEqual([]);
    const keys = Array.from({ length: 1_007 }, (_, n) => String(n));
    expect([...inLookups(keys)].map(({ length }) => length)).toEqual([500, 500, 25]);
    expect(new Set([...inLookups(keys)].flat()).size).toBe(1_007);
  });
});
