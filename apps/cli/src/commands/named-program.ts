import type { Say } from '#application/starting/language.js';
import { Failure } from '../failure.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** How many programs a message names at most. */
const NAMED = 20;

/** The id of the program with this id or name. @throws Failure if there is none, or several */
export function namedProgram(asked: string, programs: readonly Named[], say: Say): string {
  const found = programs.filter(({ id, name }) => id === asked || name === asked);
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new Failure(say(`有多个项目群名为 ${asked}，请用标识：${ids}`, `several programs are called ${asked}; use an id: ${ids}`), 2);
  }
  if (!found[0]) throw noProgram(asked, programs, say);
  return found[0].id;
}

export function noProgram(asked: string, programs: readonly Named[], say: Say): Failure {
  if (programs.length === 0)
    return new Failure(say(`没有项目群 ${asked}；还没有任何项目群`, `there is no program ${asked}; there is none yet`));
  const names = programs.slice(0, NAMED).map(({ name }) => name);
  const more = programs.length > NAMED ? say(' 等', ' and more') : '';
  return new Failure(
    say(`没有项目群 ${asked}；有：${names.join('、')}${more}`, `there is no program ${asked}; there are: ${names.join(', ')}${more}`),
  );
}
