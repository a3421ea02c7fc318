import { CatalogueResolver } from '../catalogue/catalogue.resolver.js';
import { DriftEpisodeFields } from '../drift/drift-episode.fields.js';
import { DriftMutations } from '../drift/drift.mutations.js';
import { DriftQueries } from '../drift/drift.queries.js';
import { EvaluationFields } from '../drift/evaluation.fields.js';
import { HistoryResolver } from '../history/history.resolver.js';
import { InitiativeFields, RebaselineChangeFields, RebaselineFields } from '../initiative/initiative.fields.js';
import { InitiativeMutations } from '../initiative/initiative.mutations.js';
import { InitiativeQueries } from '../initiative/initiative.queries.js';
import { RebaselineQueries } from '../initiative/rebaseline.queries.js';
import { RebaselineMutations } from '../initiative/rebaseline.mutations.js';
import { ImportResolver } from '../installation/import.resolver.js';
import { ProjectionsResolver } from '../installation/projections.resolver.js';
import { AggregateQueries } from '../milestone/aggregate.queries.js';
import { BaselineVersionFields, MilestoneFields, RescheduleFields } from '../milestone/milestone.fields.js';
import { MilestoneMutations } from '../milestone/milestone.mutations.js';
import { MilestoneQueries } from '../milestone/milestone.queries.js';
import { UpdateMilestonesMutation } from '../milestone/update-milestones.mutation.js';
import {
  DriftEpisodePermissions,
  InitiativePermissions,
  MilestonePermissions,
  ProgramPermissions,
  RebaselinePermissions,
} from '../permitted/viewer-can.fields.js';
import { AccountsResolver } from '../people/accounts.resolver.js';
import { CalendarAddressesResolver } from '../people/calendar-addresses.resolver.js';
import { CredentialsResolver } from '../people/credentials.resolver.js';
import { HandOverMutation } from '../people/hand-over.mutation.js';
import { InvitationsResolver } from '../people/invitations.resolver.js';
import { SecurityLogResolver } from '../people/security-log.resolver.js';
import { DirectoryResolver } from '../people/directory.resolver.js';
import { PersonFields } from '../people/person.fields.js';
import { ViewerResolver } from '../people/viewer.js';
import { ElementName, GradeName } from '../catalogue/name.fields.js';
import { DriftEpisodeAddress, InitiativeAddress, MilestoneAddress, ProgramAddress, RebaselineAddress } from '../nodes/address.fields.js';
import { NodeQueries } from '../nodes/node.queries.js';
import { PortfolioQueries } from '../portfolio/portfolio.queries.js';
import { PhaseFields } from '../program/phase.fields.js';
import { BalanceFields } from '../program/balance.fields.js';
import { ProgramFields } from '../program/program.fields.js';
import { ProgramMutations } from '../program/program.mutations.js';
import { ProgramQueries } from '../program/program.queries.js';
import { ChangesResolver } from '../subscriptions/changes.resolver.js';

/** The resolvers of the whole schema. */
export const RESOLVERS = [
  NodeQueries,
  ProgramAddress,
  InitiativeAddress,
  MilestoneAddress,
  RebaselineAddress,
  DriftEpisodeAddress,
  ElementName,
  GradeName,
  ProgramQueries,
  BalanceFields,
  ProgramFields,
  PhaseFields,
  PortfolioQueries,
  ProgramMutations,
  InitiativeQueries,
  InitiativeFields,
  InitiativeMutations,
  RebaselineQueries,
  RebaselineFields,
  RebaselineChangeFields,
  RebaselineMutations,
  MilestoneQueries,
  AggregateQueries,
  MilestoneFields,
  RescheduleFields,
  BaselineVersionFields,
  MilestoneMutations,
  UpdateMilestonesMutation,
  DriftQueries,
  EvaluationFields,
  DriftEpisodeFields,
  DriftMutations,
  HistoryResolver,
  PersonFields,
  ProgramPermissions,
  DriftEpisodePermissions,
  InitiativePermissions,
  MilestonePermissions,
  RebaselinePermissions,
  ViewerResolver,
  DirectoryResolver,
  AccountsResolver,
  InvitationsResolver,
  CalendarAddressesResolver,
  CredentialsResolver,
  SecurityLogResolver,
  HandOverMutation,
  CatalogueResolver,
  ProjectionsResolver,
  ImportResolver,
  ChangesResolver,
] as const;
