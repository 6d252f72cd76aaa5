// Trend entries as the unit makes them, for tests that need some.
import type { TestApi } from '../../support/api.js';

export const UNIT = 'prostitutionsenheten';

/** One organisation of every party but the unit. */
export const OTHERS = [
  'polisen-stockholm',
  'socialjouren',
  'socialtjansten-malmo',
  'rfsu',
  'rfsl',
  'smittskydd-stockholm',
];

/** The least that an entry must say. */
export const CONTENT = {
  kind: 'TREND',
  title: 'Fler annonser på communities',
  summary: 'Annonserna flyttar från eskortsajter till communities.',
  body: 'Under hösten såg enheten fler annonser på communities än på eskortsajter.',
  period: '2026-Q3',
  direction: 'RISING',
  confidence: 'MEDIUM',
  method: 'Strukturerad räkning en gång i veckan.',
};

export interface Entry {
  readonly id: string;
  readonly version: number;
}

export interface Outcome {
  readonly trendEntry: (Entry & Record<string, unknown>) | null;
  readonly errors: { code: string; path: string[]; message: string }[];
}

type Step = 'draft' | 'revise' | 'publish' | 'withdraw';

/** Takes a step in the life of an entry as the unit and returns its payload. */
export async function step(
  api: TestApi,
  name: Step,
  input: object,
  selection = 'id version',
): Promise<Outcome> {
  const field = `${name}TrendEntry`;
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const answer = await api.as(UNIT)(
    `mutation ($input: ${type}!) {
       ${field}(input: $input) { trendEntry { ${selection} } errors { code path message } } }`,
    { input },
  );
  if (!answer.data) throw new Error(`${field}: ${answer.text}`);
  return (answer.data as Record<string, Outcome>)[field]!;
}

async function stepOf(api: TestApi, name: Step, input: object): Promise<Entry> {
  const { trendEntry, errors } = await step(api, name, input);
  if (!trendEntry) throw new Error(`${name} was refused: ${JSON.stringify(errors)}`);
  return trendEntry;
}

/** A draft of the given content. */
export function draft(api: TestApi, content: object = {}): Promise<Entry> {
  return stepOf(api, 'draft', { ...CONTENT, ...content });
}

/** A published entry of the given content. */
export async function publish(api: TestApi, content: object = {}): Promise<Entry> {
  const { id, version } = await draft(api, content);
  return stepOf(api, 'publish', { id, expectedVersion: version });
}

/** Changes an entry, from the version given. */
export function revise(api: TestApi, { id, version }: Entry, change: object): Promise<Entry> {
  return stepOf(api, 'revise', { id, expectedVersion: version, ...change });
}

/** Publishes the open draft of an entry. */
export function publishAgain(api: TestApi, { id, version }: Entry): Promise<Entry> {
  return stepOf(api, 'publish', { id, expectedVersion: version });
}

/** Takes an entry back. */
export function withdraw(api: TestApi, { id, version }: Entry, reason: string): Promise<Entry> {
  return stepOf(api, 'withdraw', { id, expectedVersion: version, reason });
}
