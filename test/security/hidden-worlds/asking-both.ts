// Asks two worlds the same at once, question after question, and tells the first differences.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import type { Server } from '../two-worlds/asking.js';
import { differences } from '../two-worlds/mask.js';
import { learn, secretsIn, type KnownOfWorlds } from './known.js';
import { FULL } from '../support/committed.js';
import type { Party } from '../support/agreement.js';
import { chanceFrom, type Chance } from '../../support/generator/chance.js';
import { mutationFrom, queryFrom, variablesFor } from '../../support/generator/documents.js';
import { refusedInput } from '../../support/generator/refused.js';

/** Questions under way at once: much of the time of an answer is waiting. */
const AT_ONCE = 8;
/** How often a question is sent again while a server is too busy to answer, and how long it waits in between. */
const MOST_TRIES = 60;
const PAUSE_MS = 500;

export interface Questions {
  readonly questions: number;
  readonly seed: number;
  /** How often a document is asked, with other variables each time. */
  readonly times: number;
  /** How many differences are enough to stop. */
  readonly enough: number;
  /** Where to look; everywhere unless it is given. */
  readonly roots?: RegExp;
  readonly progress?: (asked: number) => void;
}

export interface Found {
  readonly asked: number;
  /** Answers by status and first code. */
  readonly kinds: ReadonlyMap<string, number>;
  /** What was asked and how the answers differ, or what stands in one and must not. */
  readonly differing: readonly string[];
}

export interface Pair {
  readonly servers: readonly [Server, Server];
  readonly known: KnownOfWorlds;
  readonly party: Party;
  readonly token: string;
}

interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly payload?: string;
}

/** Asks so many questions, drawn from a seed. */
export async function askBoth(
  { servers, known, party, token }: Pair,
  { questions, seed, times, enough, roots, progress }: Questions,
): Promise<Found> {
  const kinds = new Map<string, number>();
  const differing: string[] = [];
  const draw = drawer(chanceFrom(seed), known, party, times, roots);
  let asked = 0;
  while (asked < questions && differing.length < enough) {
    const some = Array.from({ length: Math.min(AT_ONCE, questions - asked) }, draw);
    const answers = await Promise.all(
      some.map((question) => askUntilAnswered(servers, { ...question, token })),
    );
    for (const [index, [one, other]] of answers.entries()) {
      const found = differences(alone(one), alone(other));
      const secrets = [one, other].flatMap((answer) => secretsIn(known, answer));
      if (found.length > 0 || secrets.length > 0)
        differing.push(`${JSON.stringify(some[index])}: ${[...found, ...secrets].slice(0, 3).join('; ')}`);
      learn(known, one);
      const kind = `${one.slice(0, 3)} ${/"code":"([A-Z_]+)"/.exec(one)?.[1] ?? ''}`.trim();
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    asked += some.length;
    progress?.(asked);
  }
  return { asked, kinds, differing };
}

const alone = (answer: string) => ({ answers: [answer], metrics: '', log: [] });

/** Both answers; again where a busy machine kept a database from answering. */
async function askUntilAnswered(
  servers: readonly [Server, Server],
  question: Question & { token: string },
): Promise<readonly [string, string]> {
  for (let left = MOST_TRIES; ; left -= 1) {
    const [one, other] = await Promise.all([servers[0].ask(question), servers[1].ask(question)]);
    if (!`${one}${other}`.includes('"code":"UNAVAILABLE"')) return [one, other];
    if (left === 1) throw new Error('the machine is too busy to be asked anything');
    await pause(PAUSE_MS);
  }
}

function drawer(
  chance: Chance,
  known: KnownOfWorlds,
  party: Party,
  times: number,
  roots?: RegExp,
): () => Question {
  const schema = buildSchema(
    readFileSync(new URL(`../../../schema/${party.toLowerCase()}.graphql`, import.meta.url), 'utf8'),
  );
  const mutations = Object.values(schema.getMutationType()!.getFields());
  const repeated = <T>(make: () => T, timesOf: (made: T) => number): (() => T) => {
    let made: T;
    let left = 0;
    return () => {
      if (left === 0) left = timesOf((made = make()));
      left -= 1;
      return made;
    };
  };
  const nextQuery = repeated(
    () => queryFrom(chance, schema, FULL, roots),
    ({ isRefused, slots }) => (isRefused ? 1 : slots.length === 0 ? 2 : times),
  );
  const nextMutation = repeated(
    () => {
      const field = chance.one(mutations);
      return { field, template: mutationFrom(chance, schema, FULL, field.name) };
    },
    ({ template }) => (template.isRefused ? 1 : times),
  );
  return () => {
    if (chance.onceIn(40)) return elsewhere(chance, known);
    if (chance.onceIn(10)) {
      const { field, template } = nextMutation();
      const input = template.slots.find(({ argument }) => argument === 'input')!;
      const variables = variablesFor(chance, known, template);
      const refused = refusedInput(chance, known, known.hidden, field);
      return post({ query: template.query, variables: { ...variables, [input.name]: refused } });
    }
    const template = nextQuery();
    const body = { query: template.query, variables: variablesFor(chance, known, template) };
    if (!chance.onceIn(100)) return post(body);
    return {
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent(body.query)}&variables=${encodeURIComponent(JSON.stringify(body.variables))}`,
    };
  };
}

const post = (body: object): Question => ({ method: 'POST', url: '/graphql', payload: JSON.stringify(body) });

/** What is asked beside documents: files, ids of documents, bodies that are none. */
function elsewhere(chance: Chance, known: KnownOfWorlds): Question {
  const word = () => encodeURIComponent(chance.one([...known.words, ...known.codes]));
  return chance.one<() => Question>([
    () => ({ method: 'GET', url: '/schema.graphql' }),
    () => ({ method: 'GET', url: '/health/ready' }),
    () => ({
      method: 'GET',
      url: `/statistics.csv?measure=ADVERTS&granularity=YEAR&period=${chance.one(['2024', '2025', '2023'])}`,
    }),
    () => ({
      method: 'GET',
      url: `/statistics.csv?measure=ADVERTS&granularity=YEAR&release=${chance.one(known.ids['rel_']!)}`,
    }),
    () => ({ method: 'GET', url: `/statistics.csv?measure=REFERRALS&granularity=YEAR&${word()}=${word()}` }),
    () => ({ method: 'GET', url: '/feed.atom' }),
    () => ({ method: 'GET', url: '/audit/checkpoint' }),
    () => ({
      method: 'GET',
      url: `/audit/consistency?first=${chance.below(20)}&second=${chance.below(40)}`,
    }),
    () => ({ method: 'GET', url: `/${word()}` }),
    () => post({ documentId: chance.one(['kept', 'kept-more', chance.one(known.words)]) }),
    () => post({ query: chance.one(known.words) }),
    () => post([chance.one(known.words)]),
    () => ({ method: 'POST', url: '/graphql', payload: `{"query": "${chance.one(known.words)}` }),
  ])();
}
