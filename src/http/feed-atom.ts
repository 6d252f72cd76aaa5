// GET /feed.atom: what is new for the caller's organisation, an entry a week, read under the caller's own rights and scopes.
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AtomFeed } from './atom.js';
import { answerCaller, sendRefusal } from './caller.js';
import type { PartyRouteOptions } from './graphql-route.js';
import type { Actor } from '../auth/actor.js';
import { sectionsOf, type News } from '../domain/digest/digest.js';
import { urnOf } from '../domain/digest/entry-id.js';
import { LANGUAGES, WORDS, type Language } from '../domain/digest/words.js';
import { typesHeardBy } from '../store/changing.js';
import { readNews } from '../store/news.js';
import { findOrganisation } from '../store/organisations.js';
import type { RequestContext } from '../context.js';

const WEEKS = 12;
const DAY_MS = 24 * 3_600_000;

/** Serves the feed. It may be kept by the caller alone, and is asked for again before each use. */
export function feedAtomRoute(
  app: FastifyInstance,
  { contextOf, readActor, shares }: Omit<PartyRouteOptions, 'servers'>,
): void {
  app.get('/feed.atom', async (request, reply) => {
    const { language = 'sv' } = request.query as { language?: unknown };
    return answerCaller(request, { readActor, shares }, async (actor) => {
      if (!isLanguage(language)) return sendRefusal(reply, 400, 'BAD_USER_INPUT', 'language: sv or en.');
      // Loaded when it is first asked for: a start waits for nothing that writes XML.
      const { atomText } = await import('./atom.js');
      const body = atomText(await feedOf(actor, await contextOf(request, actor), language, new Date()));
      const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
      void reply
        .header('etag', etag)
        .header('cache-control', 'private, no-cache')
        .header('vary', 'authorization');
      if (isKnown(request, etag)) return reply.code(304).send();
      return reply.type('application/atom+xml; charset=utf-8').send(body);
    });
  });
}

async function feedOf(
  actor: Actor,
  { source }: RequestContext,
  language: Language,
  now: Date,
): Promise<AtomFeed> {
  const { client, subject } = actor;
  const { id, party } = actor.organisation;
  const trail = { organisationId: id, client, subject, operation: null, action: 'feed.atom' };
  const reader = { source, party, trail };
  const since = mondayOf(new Date(now.getTime() - (WEEKS - 1) * 7 * DAY_MS));
  const news = await readNews(reader, typesHeardBy(actor), since);
  const named = new Map([['name', null]]);
  const organisation = await findOrganisation<{ name: string }>(reader, named, { uuid: id });
  const weeks = [...new Set(news.map(({ week }) => week))].sort().reverse();
  const words = WORDS[language];
  const entries = weeks.flatMap((week) => {
    const ofWeek = news.filter((one) => one.week === week);
    const sections = sectionsOf(ofWeek, language);
    if (sections.length === 0) return [];
    const [year = '', number = ''] = week.split('-W');
    const title = words.week(year, String(Number(number)));
    return [{ id: urnOf(id, `feed ${language} ${week}`), title, updated: newest(ofWeek)!, sections }];
  });
  return {
    id: urnOf(id, `feed ${language}`),
    title: words.newFor(organisation!.name),
    language,
    self: `/feed.atom?language=${language}`,
    updated: newest(news) ?? since.toISOString(),
    author: 'Samverkan',
    entries,
  };
}

function newest(news: readonly News[]): string | undefined {
  return news
    .map(({ at }) => at)
    .sort()
    .at(-1);
}

/** The Monday of a moment's week, in UTC. */
function mondayOf(moment: Date): Date {
  const day = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
  return new Date(day - ((moment.getUTCDay() + 6) % 7) * DAY_MS);
}

function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** Whether the caller has this very version (RFC 9110, 13.1.2). */
function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const tags = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
