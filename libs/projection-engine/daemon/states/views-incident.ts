import { Incident } from '#async/incident.js';

/** Log lines for an operator: one line per incident, however often the step is retried. */
export interface ViewsLog {
  stuck(why: string): void;
  movesAgain(seconds: number, failures: number): void;
}

/** The incident that the views do not move. @param areMoving polled until it returns true */
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
