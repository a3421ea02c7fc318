import type { ReactNode } from 'react';

/** A row of facts: its name, its value, and what can be done about it. A dl may hold nothing but dt and dd. */
export function Fact({
  name,
  act,
  children,
}: {
  readonly name: ReactNode;
  readonly act?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {act && <dd>{act}</dd>}
    </div>
  );
}
