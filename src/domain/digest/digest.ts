// A digest: what is new for an organisation, in Swedish or English, as headings with items beneath them.
import { CONTRIBUTION_STATUS, type ContributionStatus } from '../lists/contributions.js';
import { TREND_KIND, type TrendKind, type TrendStatus } from '../lists/trends.js';
import { WORDS, type Language } from './words.js';
import type { CodeList } from '../code-list.js';

/** What has happened to an object within a week, and the object as its reader may read it now. */
export interface News {
  /** ISO 8601, such as 2026-W47. */
  readonly week: string;
  readonly type: string;
  readonly uuid: string;
  /** The kinds of change (domain/lists/changes.ts). */
  readonly kinds: readonly string[];
  /** When the last of it happened, RFC 3339. */
  readonly at: string;
  readonly object: Readonly<Record<string, string | null>>;
}

export interface Item {
  readonly title: string;
  readonly detail: string | null;
}

export interface Section {
  readonly heading: string;
  readonly items: readonly Item[];
}

/** How many items a section names; of the others it says how many they are. */
const MOST_ITEMS = 100;

/** The sections of a digest, those with nothing new left out. An object is named once, however much has happened to it. */
export function sectionsOf(news: readonly News[], language: Language): Section[] {
  const words = WORDS[language];
  const referrals = new Set(of(news, 'Referral').map(({ uuid }) => uuid)).size;
  const sections = [
    { heading: words.entries, items: itemsOf(news, 'TrendEntry', (one) => entryItem(one, language)) },
    { heading: words.releases, items: itemsOf(news, 'Release', (one) => releaseItem(one, language)) },
    {
      heading: words.contributions,
      items: itemsOf(news, 'Contribution', (one) => contributionItem(one, language)),
    },
    { heading: words.referrals, items: referrals > 0 ? [plain(words.referralsWithNews(referrals))] : [] },
  ];
  return sections
    .filter(({ items }) => items.length > 0)
    .map(({ heading, items }) => ({ heading, items: shortened(items, language) }));
}

function of(news: readonly News[], type: string): News[] {
  return news.filter((one) => one.type === type);
}

/** An item per object, with the kinds of all that has happened to it. */
function itemsOf(news: readonly News[], type: string, item: (one: News) => Item | null): Item[] {
  const objects = new Map<string, News>();
  for (const one of of(news, type)) {
    const kinds = [...(objects.get(one.uuid)?.kinds ?? []), ...one.kinds];
    objects.set(one.uuid, { ...one, kinds });
  }
  return [...objects.values()].map(item).filter((made) => made !== null);
}

/** What is drafted is no news, to the unit neither. */
function entryItem({ kinds, object }: News, language: Language): Item | null {
  const { published, corrected, withdrawn } = WORDS[language];
  if (!['PUBLISHED', 'CORRECTED', 'WITHDRAWN'].some((kind) => kinds.includes(kind))) return null;
  const isWithdrawn = (object['status'] as TrendStatus) === 'WITHDRAWN';
  const what = isWithdrawn ? withdrawn : kinds.includes('PUBLISHED') ? published : corrected;
  const kind = labelOf(TREND_KIND, object['kind'] as TrendKind, language);
  return {
    title: `${what}: ${object['title']} (${kind}, ${object['period']})`,
    detail: object['summary'] ?? null,
  };
}

/** A release that is only asked for is no news. */
function releaseItem({ kinds, object }: News, language: Language): Item | null {
  if (!kinds.includes('PUBLISHED')) return null;
  return { title: WORDS[language].released(object['period']!), detail: object['notes'] ?? null };
}

function contributionItem({ object }: News, language: Language): Item {
  const status = labelOf(CONTRIBUTION_STATUS, object['status'] as ContributionStatus, language);
  return plain(`${status}: ${object['title']}`);
}

/** What a code is called: the caseworkers' word in Swedish, the code itself in English. */
function labelOf<V extends string>(list: CodeList<V>, code: V, language: Language): string {
  if (language === 'sv') return list.values[code].sv;
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function plain(title: string): Item {
  return { title, detail: null };
}

function shortened(items: readonly Item[], language: Language): readonly Item[] {
  const more = items.length - MOST_ITEMS;
  return more <= 0 ? items : [...items.slice(0, MOST_ITEMS), plain(WORDS[language].more(more))];
}
