import { createContext, use, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Session } from '../graphql/documents';
import type { ResultOf } from '../graphql/graphql';
import { forgetAnswers, useKeptAnswer } from '../graphql/kept-answer';
import { Problem } from '../design/problem';
import { Skeleton } from '../design/skeleton';
import { SignedOutPage } from './signed-out';

type Viewer = ResultOf<typeof Session>['viewer'];

const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Asks who is signed in before any page asks anything. A session that ends later keeps the page, with what was typed in it. */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const [{ data, error, fetching }, again] = useQuery({ query: Session });
  const known = useKeptAnswer('session', data, error);
  if (known) return <ViewerContext value={known.viewer}>{children}</ViewerContext>;
  if (fetching) return <Skeleton lines={6} />;
  const isStranger = (error?.response as Response | undefined)?.status === 401;
  if (isStranger) {
    forgetAnswers();
    return <SignedOutPage />;
  }
  return <Problem error={error} again={() => again({ requestPolicy: 'network-only' })} />;
}

/** Who is signed in. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (!viewer) throw new Error('useViewer is called outside of SessionGate.');
  return viewer;
}
