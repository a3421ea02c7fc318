import { EvaluationType } from '#read-models/evaluations/evaluation.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';

@Resolver(() => EvaluationType)
export class EvaluationFields {
  @ResolveField(() => ProgramType, { description: 'The program that was evaluated.' })
  async program(@Parent() { id, programId, reading }: EvaluationType, @Context() context: RequestContext): Promise<ProgramType> {
    const program = await context.loaders.of(reading).programs.load(programId);
    if (!program) throw new Error(`evaluation ${id} without its program`);
    return program;
  }
}
