import { Incident } from '#async/incident.js';

/** Tells an operator. One line each: however often something is tried again, it is one incident. */
export interface ViewsLog {
  stuck(why: string): void;
  movesAgain(seconds: number, failures: number): void;
}

/** The incident of views that do not move on. @param areMoving is asked again and again until they are */
export function viewsIncident(log: ViewsLog | undefined, areMoving: () => boolean): Incident<string> {
  const incident = new Incident<string>({
    began: (why) => log?.stuck(why),
    ended: (seconds, failures) => log?.movesAgain(seconds, failures),
    look: () => {
      if (areMoving()) incident.worked();
    },
  });
  return incident;
}
