import { GraphQLError } from 'graphql';

/** Why a feed cannot be given, by a stable code. */
export const FEED_WORDING = {
  FEED_PARAMETER_UNKNOWN: {
    en: 'The feed has no parameter of this name; /feeds lists those that it has.',
    zh: '该数据源没有此参数；可用参数见 /feeds。',
  },
  FEED_PARAMETER_WRONG: {
    en: 'This parameter is not written as it should be:',
    zh: '此参数的格式有误，应为：',
  },
} as const;

/** An error for the client. @param subject what it is about, which the message names */
export const feedProblem = (code: keyof typeof FEED_WORDING, subject: string): GraphQLError =>
  new GraphQLError(`(${subject})`, { extensions: { code } });
