// What is random or a moment by design, and so differs between any two servers: the identifier and the date of a request, its
// duration, the week in which a feed without entries was asked for, and what the process itself uses. Nothing else is taken out, and
// what is taken out is kept, to be looked at.
import { createHash } from 'node:crypto';
import type { Heard } from './asking.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
/** Each with the group that is taken out standing between two that stay. */
const MASKS = {
  request: [
    new RegExp(`("extensions":\\{"code":"[A-Z_]+","requestId":")(${UUID})("\\})`, 'g'),
    new RegExp(`(content-disposition: attachment; filename="statistics-)(${UUID})(\\.csv")`, 'g'),
    new RegExp(`("level":"[a-z]+","time":".*"requestId":")(${UUID})(")`, 'g'),
  ],
  date: [/(^date: )([A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)($)/gm],
  week: [/(<\/title><updated>)(\d{4}-\d{2}-\d{2}T00:00:00\.000Z)(<\/updated>(?!.*<entry>))/g],
  logged: [/("level":"[a-z]+","time":")([\dT:.-]{23}Z)(")/g],
} as const;

export type Kind = keyof typeof MASKS | 'hash';
export interface Masked extends Heard {
  /** What was taken out, in its order. */
  readonly taken: Readonly<Record<Kind, readonly string[]>>;
}

/** Metrics whose values are moments or belong to the process: their names and labels stay. */
const OF_THE_PROCESS = /^((?:process|nodejs|samverkan_pool)_\w+(?:\{.*\})?) .+$/gm;
/** How long requests took; that they were so many, by route and status, is in the last bucket and in the count, and stays. */
const DURATIONS = /^(samverkan_http_request_seconds_(?:bucket\{le="[\d.]+",.*\}|sum\{.*\})) .+$/gm;

export function masked({ answers, metrics, log }: Heard): Masked {
  const taken: Record<Kind, string[]> = { request: [], date: [], week: [], logged: [], hash: [] };
  const mask = (text: string) => {
    const hash = hashOf(text);
    if (hash !== null) taken.hash.push(hash);
    let rest = hash === null ? text : text.replace(hash, '<hash>');
    for (const [kind, patterns] of Object.entries(MASKS) as [Kind, readonly RegExp[]][])
      for (const pattern of patterns)
        rest = rest.replace(pattern, (_whole, before: string, secret: string, after: string) => {
          taken[kind].push(secret);
          return `${before}<${kind}>${after}`;
        });
    return rest;
  };
  return {
    answers: answers.map(mask),
    // The kinds of garbage collection that a process has seen come and go with its age.
    metrics: metrics
      .replace(OF_THE_PROCESS, '$1')
      .replace(DURATIONS, '$1')
      .split('\n')
      .filter((line) => !/^nodejs_(gc|active)\w*\{/.test(line))
      // Of requests under way at once, chance says which is counted first, and with it whose line comes first.
      .sort()
      .join('\n'),
    log: log.map(mask),
    taken,
  };
}

/** The entity tag of an answer, if it is the hash of the body and so says nothing that the body does not. */
function hashOf(answer: string): string | null {
  const body = answer.slice(answer.indexOf('\n\n') + 2);
  const tag = /^etag: (.*)$/m.exec(answer)?.[1];
  return tag === `"${createHash('sha256').update(body).digest('base64url')}"` ? tag : null;
}

/** Every difference that an observer of two servers could see, as where it is; none if they cannot be told apart. */
export function differences(a: Heard, b: Heard): string[] {
  const [one, other] = [masked(a), masked(b)];
  const lines = (what: string, some: readonly string[], others: readonly string[]) => [
    ...(some.length === others.length ? [] : [`${what}: ${some.length} and ${others.length}`]),
    ...some.flatMap((text, index) =>
      text === others[index] ? [] : [`${what} ${index}: ${firstDifference(text, others[index] ?? '')}`],
    ),
  ];
  return [
    ...lines('answer', one.answers, other.answers),
    ...lines('metric', one.metrics.split('\n'), other.metrics.split('\n')),
    ...lines('log', one.log, other.log),
    ...(one.taken.request.length === other.taken.request.length ? [] : ['identifiers of requests']),
  ];
}

function firstDifference(some: string, others: string): string {
  let at = 0;
  while (at < some.length && some[at] === others[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 40), at + 60);
  return `${JSON.stringify(around(some))} and ${JSON.stringify(around(others))}`;
}

/** Whether the original comes back when what was taken out is put back in its place: nothing else was changed. */
export function restored({ answers, taken }: Masked, original: Heard): boolean {
  const left = Object.fromEntries(Object.entries(taken).map(([kind, all]) => [kind, [...all]]));
  const whole = answers.map((answer) =>
    answer.replace(/<(request|date|week|hash)>/g, (place, kind: Kind) => left[kind]!.shift() ?? place),
  );
  return whole.every((answer, index) => answer === original.answers[index]);
}
