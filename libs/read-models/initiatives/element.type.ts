import type { Pillar } from '#domain/pillars.js';
import { Field, ObjectType } from '@nestjs/graphql';
import { PillarEnum } from '../schema/enums.js';

@ObjectType('Element', { description: 'One of the 36 catalogue elements: nine under each pillar.' })
export class ElementType {
  @Field(() => String, { description: 'A stable key.' })
  key!: string;
  @Field(() => PillarEnum, { description: 'Its pillar.' })
  pillar!: Pillar;
  @Field(() => String, { description: 'The key of its group: the part of the catalogue that it stands in.' })
  group!: string;
  @Field(() => String, { description: 'The name in Chinese.' })
  nameZh!: string;
  @Field(() => String, { description: 'The name in English.' })
  nameEn!: string;
}
