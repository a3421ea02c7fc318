/** The options of a mutation's only argument. @param command the name of the mutation */
export const what = (command: string) => ({ description: `The values of the command ${command}.` });
