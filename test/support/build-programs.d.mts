/** Builds the programs, the web app and the browser for tests, once. @param rootDir the repository */
export default function buildPrograms(config: { readonly rootDir: string }): Promise<void>;
