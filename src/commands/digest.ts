// `digest`: what is new for an organisation since a day, as text. Read on the organisation's own login.
import { secretsOf } from './development-state.js';
import { sectionsOf } from '../domain/digest/digest.js';
import { digestText } from '../domain/digest/text.js';
import { LANGUAGES, WORDS, type Language } from '../domain/digest/words.js';
import { typesOf } from '../store/changing.js';
import { COMMAND_LINE } from '../store/audit-trail.js';
import { readNews } from '../store/news.js';
import { findOrganisation, organisationByCode } from '../store/organisations.js';
import { Sources } from '../store/sources.js';
import type { Config } from '../config.js';

/** The class of SQLSTATE for a login that there is not. */
const NOT_A_LOGIN = '28';

export interface DigestOptions {
  readonly organisation: string;
  readonly since: string;
  readonly language: string;
}

/** The digest of an organisation. */
export async function digestCommand(config: Config, options: DigestOptions): Promise<string> {
  const language = LANGUAGES.find((one) => one === options.language);
  if (!language) throw new Error(`--language: ${LANGUAGES.join(' or ')}.`);
  const since = dayOf(options.since);
  if (!since) throw new Error('--since: a day such as 2026-11-01.');
  const sources = new Sources({ ...(await secretsOf(config)), poolSize: 1 });
  try {
    return await digestOf(sources, options.organisation, since, language);
  } finally {
    await sources.close();
  }
}

async function digestOf(sources: Sources, code: string, since: Date, language: Language): Promise<string> {
  const source = await sources.of(code).catch((error: { code?: string }) => {
    if (error.code?.startsWith(NOT_A_LOGIN)) return null;
    throw error;
  });
  const organisation = source && (await organisationByCode(source, code));
  if (!source || !organisation)
    throw new Error('--organisation: no organisation can be read as by this code.');
  const { id: uuid, party } = organisation;
  const trail = { ...COMMAND_LINE, organisationId: uuid, action: 'digest' };
  const reader = { source, party, trail };
  const news = await readNews(reader, typesOf(party), since);
  const named = await findOrganisation<{ name: string }>(reader, new Map([['name', null]]), { uuid });
  const title = WORDS[language].newSince(since.toISOString().slice(0, 10), named!.name);
  return digestText(title, sectionsOf(news, language), language);
}

/** The beginning of a day, in UTC; null for what is no day. */
function dayOf(text: string): Date | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? day : null;
}
