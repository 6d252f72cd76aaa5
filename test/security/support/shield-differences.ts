// Holds rules of the resolver layer against the signed agreement: asks every field on a schema without any other layer, as
// every party, without each scope and without an actor.
import { applyMiddleware, type IMiddlewareFunction, type IMiddlewareTypeMap } from 'graphql-middleware';
import { execute, parse, type GraphQLSchema } from 'graphql';
import { PARTIES, SIGNED, gives, scopeFor, type Party } from './agreement.js';
import { CARRIER } from './carriers.js';
import { NOWHERE, documentAt, pathsOf, type Path } from './paths.js';
import { FULL, SERVED } from './served.js';
import { stubbed } from './stub-schema.js';

const PATHS = pathsOf(FULL);
const SCOPES = [...new Set(SIGNED.map(({ scope }) => scope).filter((scope) => scope !== null))];
const STUBBED = stubbed(FULL);

export interface Question {
  readonly subject: string;
  readonly path: Path;
  readonly document: string;
}

const CHANGE = { id: 'id', expectedVersion: 1 };
/** Inputs that fit their types; what they say does not matter, since no resolver of the house runs. */
const VARIABLES = {
  updateOrganisation: { code: 'rfsu' },
  draftTrendEntry: {
    ...{
      kind: 'TREND',
      title: 'title',
      summary: 'summary',
      body: 'body',
      period: '2026-07',
      method: 'method',
    },
    ...{ direction: 'RISING', confidence: 'LOW' },
  },
  reviseTrendEntry: CHANGE,
  publishTrendEntry: CHANGE,
  withdrawTrendEntry: { ...CHANGE, reason: 'reason' },
  submitReferralFlag: {
    ...{ route: 'REFERRAL', encounterWeek: '2026-W31', encounterMunicipality: '0180', ageBand: 'AGE_25_34' },
    ...{ gender: 'WOMAN', exploitationForm: 'SEXUAL', urgency: 'ROUTINE' },
  },
  acknowledgeReferral: CHANGE,
  acceptReferral: CHANGE,
  returnReferral: { ...CHANGE, reason: 'OTHER' },
  resubmitReferral: CHANGE,
  declineReferral: { ...CHANGE, reason: 'OTHER' },
  confirmDecline: CHANGE,
  redirectReferral: CHANGE,
  recordContact: CHANGE,
  recordServices: { ...CHANGE, services: [] },
  closeReferral: { ...CHANGE, outcome: 'MOVED_AWAY' },
  withdrawReferral: { ...CHANGE, reason: 'OTHER' },
  recordConsent: { ...CHANGE, state: 'GIVEN', organisations: [], textVersion: '1' },
  inviteSupporter: { ...CHANGE, organisation: 'rfsu' },
  removeSupporter: { ...CHANGE, organisation: 'rfsu' },
  recordPermit: { ...CHANGE, status: 'INFORMED' },
  sendReferralMessage: { id: 'id', audience: ['rfsu'], body: 'body' },
  contribute: { title: 'title', text: 'text' },
  resolveContribution: { id: 'id', decision: 'DECLINE' },
  corroborateTrendEntry: { id: 'id', verdict: 'CONFIRMS' },
  reportActivity: { month: '2026-07', municipality: '0180', kind: 'CHAT', count: 1 },
  importObservations: { source: 'source', observations: [] },
  withdrawBatch: { id: 'id' },
  publishRelease: { period: '2025' },
  createWebhook: { url: 'https://mottagare.example' },
  deleteWebhook: { id: 'id' },
  statistics: { measure: 'ADVERTS', granularity: 'YEAR' },
};

/** One question per served field, by a path that every party may go, or else every party that is given the field. */
export const QUESTIONS: readonly Question[] = SERVED.map((subject) => {
  const [type, name = ''] = subject.split('.');
  const openTo = (parties: readonly Party[]) => {
    const isOpen = ({ subject: step }: { subject: string }) =>
      CARRIER.test(step.split('.')[0]!) || parties.every((party) => gives(step, party));
    return PATHS.filter((one) => one.type.name === type && one.steps.every(isOpen)).sort(
      (a, b) => a.steps.length - b.steps.length,
    )[0];
  };
  const path = openTo(PARTIES) ?? openTo(PARTIES.filter((party) => gives(subject, party)));
  if (!path) throw new Error(`${subject} cannot be reached by those who are given it`);
  const literals = { ...NOWHERE, 'Query.node.id': `"${path.steps[0]?.on ?? 'Organisation'}"` };
  return { subject, path, document: documentAt(path, [path.type.getFields()[name]!], { literals }) };
});

export type Rules = Readonly<Record<string, Readonly<Record<string, IMiddlewareFunction>>>>;

export interface Asker {
  readonly organisation: { readonly party: Party };
  readonly scopes: ReadonlySet<string>;
}

/** Every answer of the rules that the agreement does not give, in words; the questions may be narrowed to some. */
export async function shieldDifferences(rules: Rules, questions = QUESTIONS): Promise<string[]> {
  const together = applyMiddleware(STUBBED, rules);
  const differences = await Promise.all(
    questions.map(async (question) => [
      ...(await questionDifferences(together, question)),
      ...(await ruleDifferences(rules, question)),
    ]),
  );
  return differences.flat();
}

/** The same of the rule of one field with nothing around it, so that no rule above it can answer in its place. */
export function ruleDifferences(rules: Rules, question: Question): Promise<string[]> {
  const [type = '', field = ''] = question.subject.split('.');
  const rule = rules[type]?.[field];
  return questionDifferences(applyMiddleware(STUBBED, rule ? { [type]: { [field]: rule } } : {}), question);
}

async function questionDifferences(schema: GraphQLSchema, question: Question): Promise<string[]> {
  const { subject } = question;
  const scope = scopeFor(subject);
  const differences: string[] = [];
  const hold = async (who: string, asker: Asker | undefined, expected: boolean) => {
    const answer = await ask(schema, question, asker);
    if (answer !== (expected ? 'answered' : 'denied')) differences.push(`${subject}: ${who} is ${answer}`);
  };
  for (const party of PARTIES) {
    await hold(party, actor(party), gives(subject, party));
    if (scope !== null) await hold(`${party} without ${scope}`, actor(party, scope), false);
  }
  await hold('nobody', undefined, false);
  return differences;
}

/** The rules of graphql-shield as what they are: one function per field. */
export function rulesOf(map: IMiddlewareTypeMap): Rules {
  return map as Rules;
}

export function actor(party: Party, without?: string): Asker {
  return { organisation: { party }, scopes: new Set(SCOPES.filter((scope) => scope !== without)) };
}

/** Whether a question gets its value and no error, or a refusal and no value; anything else is told as it is. */
export async function ask(schema: GraphQLSchema, question: Question, asker?: Asker): Promise<string> {
  const { data, errors = [] } = await execute({
    schema,
    document: parse(question.document),
    contextValue: asker ? { actor: asker } : {},
    variableValues: VARIABLES,
  });
  const value = leafOf(data);
  if (errors.length === 0 && value !== null && value !== undefined) return 'answered';
  const isForbidden =
    errors.length > 0 && errors.every(({ extensions }) => extensions['code'] === 'FORBIDDEN');
  return isForbidden && (value === null || value === undefined) ? 'denied' : JSON.stringify({ data, errors });
}

function leafOf(value: unknown): unknown {
  if (Array.isArray(value)) return leafOf(value[0]);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.values(value);
  return inner.length === 0 ? null : leafOf(inner[0]);
}
