// Every organisation's client reads one case in every way there is, and is held to the case file and to the paper.
import { expect } from '@jest/globals';
import { gives, type Party } from '../../security/support/agreement.js';
import type { Ask } from '../../security/support/asker.js';
import { PARTS, fieldsOf, type CaseFile } from './case-file.js';
import { settled } from './learnt.js';
import { accessIn, partyOf } from './referral-rules.js';

type Values = Record<string, unknown>;
type Part = Values & { organisation: { code: string }; at: string; service?: string };

const STANDING = { status: 'SUBMITTED', route: 'REFERRAL', consentState: 'GIVEN' } as const;

/** What there is to ask below a field that is an object. */
function below(type: string, field: string, organisation: string): string {
  if (field === 'access') return `{ ${Object.keys(accessIn(STANDING, organisation, [])).join(' ')} }`;
  if (['flaggedBy', 'recipient', 'supporters', 'organisation', 'audience'].includes(field)) return '{ code }';
  const part = type === 'Referral' ? PARTS[field] : undefined;
  return part ? `{ ${selection(organisation, part)} }` : '';
}

/** Everything that the paper gives the party of an organisation of a type. */
export function selection(organisation: string, type = 'Referral'): string {
  return fieldsOf(type)
    .filter((field) => gives(`${type}.${field}`, partyOf(organisation)))
    .map((field) => `${field} ${below(type, field, organisation)}`)
    .join(' ');
}

/** Records of one request share their moment, so only each organisation's own have an order that can be told beforehand. */
function inOrder(referral: Values | null): Values | null {
  if (!referral) return null;
  const key = ({ organisation, service = '' }: Part) => `${organisation.code} ${service}`;
  const sorted = ['consents', 'services'].flatMap((list) => {
    const parts = referral[list] as Part[] | undefined;
    return parts ? [[list, [...parts].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))]] : [];
  });
  return { ...referral, ...Object.fromEntries(sorted) };
}

function isOldestFirst(referral: Values): boolean {
  return Object.keys(PARTS).every((list) => {
    const moments = ((referral[list] as Part[] | undefined) ?? []).map(({ at }) => at);
    return moments.every((moment, index) => index === 0 || moments[index - 1]! <= moment);
  });
}

/** Compares what a reader got with the case file. */
export function expectView(file: CaseFile, organisation: string, way: string, actual: Values | null): void {
  const got = inOrder(actual);
  const expected = settled(inOrder(file.viewFor(organisation)), got);
  expect({ organisation, way, referral: got }).toEqual({ organisation, way, referral: expected });
  expect(actual === null || isOldestFirst(actual)).toBe(true);
}

export interface Keys {
  readonly id: string;
  readonly reference: string;
}

/** Reads the referral in every way; whoever may not see it must find nothing in any. */
export async function readEveryWay(
  file: CaseFile,
  organisation: string,
  ask: Ask,
  keys: Keys,
): Promise<void> {
  const all = selection(organisation);
  const stored = all.replace(/access \{[^}]*\}/, '');
  const singles = {
    id: `query ($id: ID!) { referral(id: $id) { ${all} } }`,
    reference: `query ($reference: String!) { referral(reference: $reference) { ${all} } }`,
    node: `query ($id: ID!) { node(id: $id) { ... on Referral { ${all} } } }`,
  };
  for (const [way, query] of Object.entries(singles)) {
    const { data, errors } = await ask(
      query,
      way === 'reference' ? { reference: keys.reference } : { id: keys.id },
    );
    const isSeen = file.viewFor(organisation) !== null;
    const codes = errors.map(({ extensions }) => extensions.code);
    expect({ organisation, way, codes }).toEqual({ organisation, way, codes: isSeen ? [] : ['NOT_FOUND'] });
    expectView(file, organisation, way, (data?.referral ?? data?.node ?? null) as Values | null);
  }
  const { data: lists } = await ask(`{ referrals { nodes { ${all} } edges { node { ${all} } } } }`);
  const { data: direct } = await ask(`{ referrals { nodes { ${stored} } } }`);
  const [node = null, ...more] = lists.referrals.nodes as Values[];
  expectView(file, organisation, 'nodes', node);
  expectView(file, organisation, 'edges', (lists.referrals.edges[0]?.node ?? null) as Values | null);
  // A list of stored fields alone goes out as the database made it, on a way of its own.
  const [plain] = direct.referrals.nodes as Values[];
  expectView(file, organisation, 'stored nodes', plain ? { ...plain, access: node!['access'] } : null);
  expect([more, lists.referrals.edges.length, direct.referrals.nodes.length]).toEqual([
    [],
    node ? 1 : 0,
    node ? 1 : 0,
  ]);
}

/** Every field that the paper keeps from a party, each as the document that asks for it alone and what must be refused. */
function denied(party: Party): { body: string; subjects: string[] }[] {
  const isDenied = (subject: string) => !gives(subject, party);
  const own = fieldsOf('Referral').flatMap((field) => {
    const part = PARTS[field];
    const [first = ''] = part ? fieldsOf(part) : [];
    const inner = part ? `{ ${first} }` : below('Referral', field, '');
    const subjects = [`Referral.${field}`, ...(part ? [`${part}.${first}`] : [])];
    return isDenied(subjects[0]!) ? [{ body: `${field} ${inner}`, subjects: subjects.filter(isDenied) }] : [];
  });
  const parts = Object.entries(PARTS).flatMap(([list, part]) =>
    fieldsOf(part)
      .filter((field) => isDenied(`${part}.${field}`))
      .map((field) => ({
        body: `${list} { ${field} ${below(part, field, '')} }`,
        subjects: [`Referral.${list}`, `${part}.${field}`].filter(isDenied),
      })),
  );
  return [...own, ...parts];
}

/** Asks for every field that is kept from an organisation, one by one. Answers how many. */
export async function expectDenials(organisation: string, ask: Ask, { id }: Keys): Promise<number> {
  const party = partyOf(organisation);
  const asked = denied(party);
  await Promise.all(
    asked.map(async ({ body, subjects }) => {
      const { data, errors } = await ask(`query ($id: ID!) { referral(id: $id) { ${body} } }`, { id });
      const refusals = errors.map(({ message, extensions }) => [extensions.code, message]);
      expect({ organisation, body, data, refusals }).toEqual({
        organisation,
        body,
        data: undefined,
        refusals: subjects.map((subject) => ['FORBIDDEN_FIELD', `${subject} is not shared with ${party}.`]),
      });
    }),
  );
  return asked.length;
}
