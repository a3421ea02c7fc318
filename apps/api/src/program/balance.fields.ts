import { outlookStoryOf, peopleInStory, storyOf } from '#domain/balance/story/story.js';
import { BalanceType } from '#read-models/balance/balance.type.js';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';

@Resolver(() => BalanceType)
export class BalanceFields {
  @ResolveField(() => [String], {
    description:
      'The balance in sentences, in the language asked for: its grade, then each pillar with how many days it is behind or ahead and why, then what would help most. Late milestones, owners and pillar leads are named in `Program.balance` alone: a timeline, an outlook and an evaluation hold no milestones.',
  })
  async story(@Parent() { told, lateWork, foreseen }: BalanceType, @Context() context: RequestContext): Promise<readonly string[]> {
    if (foreseen) return outlookStoryOf(told, context.language);
    const late = await lateWork?.();
    const ids = late ? peopleInStory(late) : [];
    const names = await Promise.all(ids.map((id) => context.loaders.names.load(id)));
    return storyOf(told, context.language, late, (id) => names[ids.indexOf(id)] ?? id);
  }
}
