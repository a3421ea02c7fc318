/** The folder into which the browser for the tests is unpacked, seen from the repository. */
export const CHROMIUM: string;
