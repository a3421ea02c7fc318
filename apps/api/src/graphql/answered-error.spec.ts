import { describe, expect, it } from '@jest/globals';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { QuestionError } from '#read-models/question-error.js';
import { GraphQLError } from 'graphql';
import { answeredError } from './answered-error.js';

const thrown = (message: string, code?: string): Error => Object.assign(new Error(message), code === undefined ? {} : { code });

/** Wraps a resolver's error as GraphQL does. */
const located = (error: Error): GraphQLError => new GraphQLError(error.message, { originalError: error, path: ['programs'] });

describe('what a client reads of a store that does not answer', () => {
  it.each([
    ['a connection that is refused', thrown('connect ECONNREFUSED 10.0.0.7:5432', 'ECONNREFUSED')],
    ['a host of several addresses', Object.assign(new AggregateError([thrown('a'), thrown('b')]), { code: 'ECONNREFUSED' })],
    ['a broken connection', thrown('Connection terminated unexpectedly')],
    ['a pool in use', thrown('timeout exceeded when trying to connect')],
    ['too many connections', thrown('sorry, too many clients already', '53300')],
    ['a start', thrown('the database system is starting up', '57P03')],
    ['a statement that took too long', thrown('canceling statement due to statement timeout', '57014')],
    ['a busy file', thrown('database is locked', 'SQLITE_BUSY')],
  ])('is a code to try again with, and nothing of the inside: %s', (_, error) => {
    for (const one of [error, located(error)]) {
      expect(answeredError(one, 'en', 'c-1')).toMatchObject({
        status: 503,
        unexpected: error,
        error: {
          message: 'The database does not answer at this moment; ask again.',
          extensions: { code: 'DATABASE_UNAVAILABLE', retryable: true, correlationId: 'c-1' },
        },
      });
    }
    expect(answeredError(error, 'zh-CN', 'c-1').error.message).toBe('数据库此刻没有应答，请稍后重试。');
  });

  it('is another code where it is the event store', () => {
    const answered = answeredError(new EventStoreError('STORE_UNAVAILABLE', 'no leader at 10.0.0.8', true), 'zh-CN', 'c-1');
    expect(answered).toMatchObject({
      status: 503,
      error: { message: expect.stringContaining('事件存储'), extensions: { code: 'STORE_UNAVAILABLE', retryable: true } },
    });
  });

  it.each([
    ['STORE_FULL', true, /There is no room left/, /存储空间不足/],
    ['STORE_READ_ONLY', false, /can be read but not written/, /只能查看、不能写入/],
  ] as const)('is told in words, and has no log line of its own: %s', (code, retryable, english, chinese) => {
    const error = located(new EventStoreError(code, 'SQLITE_FULL: database or disk is full', retryable));
    const answered = answeredError(error, 'en', 'c-1');
    expect(answered).toMatchObject({ status: 503, error: { message: expect.stringMatching(english), extensions: { code } } });
    expect(answered).not.toHaveProperty('unexpected');
    expect(answeredError(error, 'zh-CN', 'c-1').error.message).toMatch(chinese);
  });

  it.each([
    ['en', 'There is no such type of event. (nonsense)'],
    ['zh-CN', '没有这种事件类型。 (nonsense)'],
  ] as const)('names a type of event that is not known (%s)', (language, message) => {
    const error = located(new QuestionError('EVENT_TYPE_UNKNOWN', '(nonsense)'));
    expect(answeredError(error, language, 'c-1').error).toMatchObject({ message, extensions: { code: 'EVENT_TYPE_UNKNOWN' } });
  });

  it('says that views are not there yet', () => {
    const answered = answeredError(thrown('relation "programs_documents" does not exist', '42P01'), 'en', 'c-1');
    expect(answered).toMatchObject({ status: 503, error: { extensions: { code: 'VIEWS_BEHIND', retryable: true } } });
  });

  it('is INTERNAL where trying again does not help', () => {
    const answered = answeredError(thrown('syntax error at or near "selekt"', '42601'), 'en', 'c-1');
    expect(answered.error).toEqual({
      message: 'Something went wrong here; it is logged as c-1.',
      extensions: { code: 'INTERNAL', correlationId: 'c-1' },
    });
  });
});
