import { graphql } from '../graphql/graphql';

export const Portfolio = graphql(`
  query Portfolio($status: ProgramStatus, $perspective: Perspective) {
    portfolio(status: $status, perspective: $perspective) {
      programId
      name
      status
      on
      d
      nothingDueYet
      grade {
        level
        name
      }
      behindDays {
        leadership
        culture
        process
        technology
      }
      weakest
      trend
      openDrift
      nextGate {
        phaseName
        endsOn
        daysOver
      }
      overdue
      unowned
      lastUpdate
    }
  }
`);
