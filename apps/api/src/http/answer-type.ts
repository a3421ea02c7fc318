/** The media type of an answer to a GraphQL request. */
export type AnswerType = 'application/json' | 'application/graphql-response+json';

const ACCEPTED: Readonly<Record<string, AnswerType>> = {
  'application/graphql-response+json': 'application/graphql-response+json',
  'application/json': 'application/json',
  'application/*': 'application/json',
  '*/*': 'application/json',
};

/** The best media type for an Accept header (RFC 9110); without a header, JSON. @returns undefined if the header accepts none of ours */
export function answerTypeOf(header: string | undefined): AnswerType | undefined {
  if (header === undefined || header.trim() === '') return 'application/json';
  let best: { readonly type: AnswerType; readonly quality: number } | undefined;
  for (const range of header.toLowerCase().split(',').slice(0, 20)) {
    const [media = '', ...parameters] = range.split(';').map((part) => part.trim());
    const type = ACCEPTED[media];
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8);
    if (type && quality > (best?.quality ?? 0) && /^"?utf-?8"?$/.test(charset ?? 'utf-8')) best = { type, quality };
  }
  return best?.type;
}
