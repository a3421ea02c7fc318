/** The one argument of every mutation. */
export const what = { description: 'What is asked.' } as const;
