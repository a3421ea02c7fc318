import { lazy, Suspense, useEffect, useMemo, type ReactNode } from 'react';
import { Provider } from 'urql';
import { Route, Switch } from 'wouter';
import { Skeleton } from './design/skeleton';
import { makeClient } from './graphql/client';
import { LanguageProvider, useLanguage } from './language/use-language';
import { ErrorBoundary } from './shell/error-boundary';
import { Frame } from './shell/frame';
import { NotFoundPage } from './shell/not-found';
import { SessionGate } from './shell/session';
import { ToastProvider } from './shell/toasts';

/** Each page is a chunk of its own, loaded when it is opened. */
const PAGES: readonly (readonly [path: string, page: React.ComponentType])[] = [
  ['/', lazy(() => import('./portfolio/portfolio-page'))],
  ['/my-work', lazy(() => import('./my-work/my-work-page'))],
  ['/initiatives/:id', lazy(() => import('./initiative/initiative-page'))],
  ['/programs/new', lazy(() => import('./charter/charter-page'))],
  ['/programs/:id/settings', lazy(() => import('./settings/settings-page'))],
  ['/programs/:id', lazy(() => import('./program/program-page'))],
  ['/programs/:id/launch', lazy(() => import('./launch/launch-page'))],
  ['/account', lazy(() => import('./account/account-page'))],
  ['/programs/:id/pillars/:pillar', lazy(() => import('./pillar/pillar-page'))],
  ['/people', lazy(() => import('./people/people-page'))],
  ['/review', lazy(() => import('./review/review-page'))],
];

export function App(): ReactNode {
  return (
    <LanguageProvider>
      <Connected>
        <ToastProvider>
          <ErrorBoundary>
            <SessionGate>
              <Frame>
                <Suspense fallback={<Skeleton lines={8} />}>
                  <Switch>
                    {PAGES.map(([path, Page]) => (
                      <Route key={path} path={path}>
                        <Page />
                      </Route>
                    ))}
                    <Route>
                      <NotFoundPage />
                    </Route>
                  </Switch>
                </Suspense>
              </Frame>
            </SessionGate>
          </ErrorBoundary>
        </ToastProvider>
      </Connected>
    </LanguageProvider>
  );
}

/** The api answers in the language of the person, so another language is another client. */
function Connected({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  const { client, dispose } = useMemo(() => makeClient(language), [language]);
  useEffect(() => dispose, [dispose]);
  return <Provider value={client}>{children}</Provider>;
}
