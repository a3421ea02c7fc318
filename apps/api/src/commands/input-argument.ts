/** The one argument of every mutation. @param command as the mutation is called */
export const what = (command: string) => ({ description: `The values of the command ${command}.` });
