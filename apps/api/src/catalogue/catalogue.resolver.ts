import { ELEMENTS, type Element } from '#domain/elements.js';
import type { Pillar } from '#domain/pillars.js';
import { refusals } from '#domain/refusals.js';
import { ElementType } from '#read-models/initiatives/element.type.js';
import { PillarEnum } from '#read-models/schema/enums.js';
import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';

@ObjectType('Refusal', { description: 'A code that a command can be refused with.' })
export class RefusalType {
  @Field(() => String, { description: 'The stable code.' })
  code!: string;
  @Field(() => String, { description: 'What it means, in Chinese.' })
  messageZh!: string;
  @Field(() => String, { description: 'What it means, in English.' })
  messageEn!: string;
  @Field(() => Boolean, { description: 'Whether the same command may succeed when it is sent again unchanged.' })
  retryable!: boolean;
}

/** The fixed lists that clients read once. */
@Resolver()
export class CatalogueResolver {
  @Query(() => [ElementType], { description: 'The 36 catalogue elements, nine under each pillar.' })
  elements(
    @Args('pillar', { type: () => PillarEnum, nullable: true, description: 'Only those of this pillar.' }) pillar: Pillar | null,
  ): readonly Element[] {
    return pillar ? ELEMENTS.filter((element) => element.pillar === pillar) : ELEMENTS;
  }

  @Query(() => [RefusalType], { description: 'Every code that a command can be refused with, with its message in both languages.' })
  refusals(): RefusalType[] {
    return Object.entries(refusals).map(([code, { zh, en, retryable }]) => ({ code, messageZh: zh, messageEn: en, retryable }));
  }
}
