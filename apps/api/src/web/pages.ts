/** The first parts of the addresses of the web app's pages. Which pages there are below them is for the app to say. */
export const PAGES = ['programs', 'initiatives', 'my-work', 'review', 'settings', 'people', 'account'] as const;

const PAGE = new RegExp(`^/(?:$|(?:${PAGES.join('|')})(?:/|$))`);

/** Longer addresses are not kept: they travel in a cookie. */
const MOST_CHARACTERS = 1_000;

/**
 * The page of the web app to which somebody goes on after signing in.
 * @param next what a request says; anything
 * @returns its path, query and fragment as a browser reads them; undefined: it is no page of the web app, such as an address of another site
 */
export function pageIn(next: unknown): string | undefined {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, 'http://here.invalid')) return undefined;
  // Browsers drop tabs, turn backslashes and resolve dots: what is judged is what they make of it.
  const { host, pathname, search, hash } = new URL(next, 'http://here.invalid');
  const page = `${pathname}${search}${hash}`;
  return host === 'here.invalid' && PAGE.test(pathname) && page.length <= MOST_CHARACTERS ? page : undefined;
}

/** The page that the query of a request names as `next`. */
export const nextOf = ({ query }: { readonly query: unknown }): string | undefined => pageIn((query as { next?: unknown }).next);
