import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../../http/language.js';
import { CALENDAR_PARAMETERS } from './calendar-parameters.js';
import { calendarText } from './calendar-text.js';
import { FeedSender } from '../sending/feed-sender.js';
import { valuesOf, type Given } from '../parameters.js';

/** Milestones and gates for calendar programs. */
@Controller('feeds/calendar.ics')
export class CalendarController {
  constructor(private readonly sender: FeedSender) {}

  @Get()
  calendar(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id: person, calendar, scope } = request.principal!;
    return this.sender.send(request, reply, (timeZone) => {
      const asked = valuesOf(CALENDAR_PARAMETERS, given, timeZone);
      const programId = calendar === undefined ? asked.programId : scope?.programs?.[0];
      const language =
        asked.language === undefined ? languageOf(request.headers['accept-language']) : asked.language === 'EN' ? 'en' : 'zh-CN';
      return {
        ...{ file: 'calendar.ics', type: 'text/calendar; charset=utf-8', language },
        text: (context, { changedAt }) => calendarText(context, person, programId, changedAt),
      };
    });
  }
}
