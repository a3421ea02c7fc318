import { Json, PersonId, UUID } from '#read-models/schema/scalars.js';
import { Field, Int, InputType } from '@nestjs/graphql';

@InputType('SetPersonNameInput', { description: 'A person’s name in the directory.' })
export class SetPersonNameInput {
  @Field(() => PersonId, { description: 'The person.' })
  personId!: string;
  @Field(() => String, { description: 'The name.' })
  name!: string;
}

@InputType('RebuildProjectionInput', { description: 'A projection to rebuild.' })
export class RebuildProjectionInput {
  @Field(() => String, { description: 'Its name, or journal.' })
  name!: string;
}

@InputType('ImportStatusLinesInput', { description: 'Lines of a history file, in their order.' })
export class ImportStatusLinesInput {
  @Field(() => UUID, { description: 'The program that they belong to.' })
  programId!: string;
  @Field(() => String, { description: 'The name of the file.' })
  importedFrom!: string;
  @Field(() => Int, { description: 'The number of the first line, for reports.' })
  firstLine!: number;
  @Field(() => [Json], { description: 'Each {at, kind: charter, enterPhase, status or evaluate, …}.' })
  lines!: readonly unknown[];
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the history ends here: every Sunday that has not been evaluated yet is evaluated at once. Otherwise the weekly schedule does that, some ten minutes after the last evaluation of the history.',
  })
  complete?: boolean | null;
}
