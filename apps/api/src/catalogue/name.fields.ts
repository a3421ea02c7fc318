import { wordingKey, type Language } from '#domain/language.js';
import { GradeType } from '#read-models/balance/balance.type.js';
import { ElementType } from '#read-models/initiatives/element.type.js';
import { enumeration } from '#read-models/schema/enumeration.js';
import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';

type Asked = 'ZH_CN' | 'EN';

const LanguageEnum = enumeration<Asked>('Language', 'A language of texts for people.', {
  ZH_CN: 'Simplified Chinese.',
  EN: 'English.',
});
const TAGS: Readonly<Record<Asked, Language>> = { ZH_CN: 'zh-CN', EN: 'en' };

const described = { description: 'The name in a language.' };
const argument = { type: () => LanguageEnum, nullable: true, description: 'The language; that of the request if omitted.' };

interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

const nameIn = ({ nameZh, nameEn }: Named, asked: Asked | null | undefined, { language }: RequestContext): string =>
  wordingKey(asked ? TAGS[asked] : language) === 'zh' ? nameZh : nameEn;

@Resolver(() => ElementType)
export class ElementName {
  @ResolveField(() => String, described)
  name(@Parent() element: ElementType, @Args('language', argument) asked: Asked | null, @Context() context: RequestContext): string {
    return nameIn(element, asked, context);
  }
}

@Resolver(() => GradeType)
export class GradeName {
  @ResolveField(() => String, described)
  name(@Parent() grade: GradeType, @Args('language', argument) asked: Asked | null, @Context() context: RequestContext): string {
    return nameIn(grade, asked, context);
  }
}
