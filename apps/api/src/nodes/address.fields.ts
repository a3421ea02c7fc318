import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { MilestoneType } from '#read-models/milestones/milestone.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PublicAddress } from '../pages/public-address.js';

const described = { description: 'The address of its page.' };

@Resolver(() => ProgramType)
export class ProgramAddress {
  constructor(private readonly address: PublicAddress) {}

  @ResolveField(() => String, described)
  url(@Parent() { id }: ProgramType): string {
    return this.address.page(`/programs/${id}`);
  }
}

@Resolver(() => InitiativeType)
export class InitiativeAddress {
  constructor(private readonly address: PublicAddress) {}

  @ResolveField(() => String, described)
  url(@Parent() { id }: InitiativeType): string {
    return this.address.page(`/initiatives/${id}`);
  }
}

@Resolver(() => MilestoneType)
export class MilestoneAddress {
  constructor(private readonly address: PublicAddress) {}

  @ResolveField(() => String, { description: 'The address of its place on the page of its initiative.' })
  url(@Parent() { id, within }: MilestoneType): string {
    return this.address.page(`/initiatives/${within.doc.id}#milestone-${id}`);
  }
}

@Resolver(() => RebaselineType)
export class RebaselineAddress {
  constructor(private readonly address: PublicAddress) {}

  @ResolveField(() => String, { description: 'The address of its place on the page of its initiative.' })
  url(@Parent() { id, within }: RebaselineType): string {
    return this.address.page(`/initiatives/${within.id}#rebaseline-${id}`);
  }
}

@Resolver(() => DriftEpisodeType)
export class DriftEpisodeAddress {
  constructor(private readonly address: PublicAddress) {}

  @ResolveField(() => String, { description: 'The address of its place on the page of its program.' })
  url(@Parent() { id, doc }: DriftEpisodeType): string {
    return this.address.page(`/programs/${doc.programId}#drift-${id}`);
  }
}
