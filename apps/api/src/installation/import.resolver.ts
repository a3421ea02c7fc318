import { wordingKey } from '#domain/language.js';
import type { Refusal } from '#event-sourcing/commands/decider.js';
import { ImportStatusLines, type LineProblem } from '#application/import/import-lines.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { titleCheck } from '#domain/checks.js';
import { refuse } from '#domain/refusals.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Inject } from '@nestjs/common';
import { Args, Context, Field, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { UserErrorType } from '../commands/payload.types.js';
import { wordingOf } from '../commands/wording.js';
import { RequestContext } from '../graphql/request-context.js';
import { administratorsOnly } from './administrators.js';
import { ImportStatusLinesInput } from './installation.inputs.js';

@ObjectType('ImportProblem', { description: 'What is wrong with a line of a history file.' })
export class ImportProblemType {
  @Field(() => Int, { description: 'The number of the line.' })
  line!: number;
  @Field(() => String, { description: 'A stable code.' })
  code!: string;
  @Field(() => String, { description: 'What it means, in the language of the request.' })
  message!: string;
}

@ObjectType('ImportPayload', { description: 'The answer to an import of lines.' })
export class ImportPayload {
  @Field(() => Int, { description: 'How many lines recorded something.' })
  accepted!: number;
  @Field(() => Int, { description: 'How many lines said nothing new.' })
  unchanged!: number;
  @Field(() => Int, {
    description: 'How many Sundays were evaluated because the history is complete, at most 100; if it is not 0, send the request again.',
  })
  evaluated!: number;
  @Field(() => [ImportProblemType], { description: 'Lines that were not taken.' })
  rejected!: readonly ImportProblemType[];
  @Field(() => [ImportProblemType], { description: 'Lines that were imported although something in them was omitted or guessed.' })
  warnings!: readonly ImportProblemType[];
  @Field(() => [UserErrorType], { description: 'Why nothing was taken; empty otherwise.' })
  userErrors!: readonly UserErrorType[];
}

/** How long an answer waits until the views show what was imported, in milliseconds. */
const WAIT_MS = 5_000;

/** Line numbers start at 1, and the last one must fit into an Int. */
const firstLineCheck = ({ firstLine, lines }: ImportStatusLinesInput): Refusal | undefined =>
  firstLine < 1 || firstLine + lines.length > 2 ** 31 ? refuse('LINE_MALFORMED', 'firstLine') : undefined;

@Resolver()
export class ImportResolver {
  constructor(
    private readonly lines: ImportStatusLines,
    private readonly views: Views,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Mutation(() => ImportPayload, {
    description: 'Imports lines of a history file, each as one command and one append. The only way to enter history. For administrators.',
  })
  async importStatusLines(
    @Args('input', what('importStatusLines')) input: ImportStatusLinesInput,
    @Context() context: RequestContext,
  ): Promise<ImportPayload> {
    administratorsOnly(context);
    const { language, principal } = context;
    const wrong = titleCheck(input.importedFrom, 'importedFrom') ?? firstLineCheck(input);
    if (wrong) {
      const { refused: code, field } = wrong;
      const userErrors = [userErrorOf({ code, ...(field ? { field } : {}) }, language)];
      return { accepted: 0, unchanged: 0, evaluated: 0, rejected: [], warnings: [], userErrors };
    }
    const { complete, ...lines } = input;
    const imported = await this.lines.import({
      ...lines,
      complete: complete ?? false,
      principal,
      phaseNamesIn: wordingKey(language),
    });
    const { accepted, unchanged, evaluated, rejected, warnings } = imported;
    context.forget();
    context.recorded.push({ importedFrom: input.importedFrom, accepted, unchanged, rejected: rejected.length });
    if (!(await this.passed())) context.pending = true;
    const shown = ({ line, code, field, given }: LineProblem): ImportProblemType => {
      const message = wordingOf(code, language)?.message ?? code;
      const place = field && `${field.join('.')}${given === undefined ? '' : ` “${given}”`}`;
      return { line, code, message: place ? `${place}${language === 'zh-CN' ? '：' : ': '}${message}` : message };
    };
    return { accepted, unchanged, evaluated, rejected: rejected.map(shown), warnings: warnings.map(shown), userErrors: [] };
  }
  /** Waits for the views, so that importers read their own writes, as senders of commands do. */
  private async passed(): Promise<boolean> {
    const names = this.views.status().map(({ name }) => name);
    for await (const [last] of this.store.readAll({ direction: 'backwards', limit: 1 }))
      return last === undefined || (await this.views.waitFor(last.position, names, WAIT_MS)) === 'passed';
    return true;
  }
}
