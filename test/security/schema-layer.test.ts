// The schema layer alone: nothing here runs; a party's schema either has a thing or has it not.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { PARTIES, gives, type Party } from './support/agreement.js';
import { subjectsOf } from './support/carriers.js';
import { documentAt, pathsOf, type Form, type Path } from './support/paths.js';
import { expectedMembers, membersOf } from './support/reachable.js';
import { FULL, SERVED } from './support/served.js';
import { partySchema } from '../../src/auth/party-schema.js';
import { explainRefusal } from '../../src/auth/refusal.js';

const SCHEMAS = Object.fromEntries(PARTIES.map((party) => [party, partySchema(FULL, party)])) as Record<
  Party,
  GraphQLSchema
>;
const PATHS = pathsOf(FULL);
const FORMS: readonly Form[] = ['direct', 'alias', 'inline fragment', 'named fragment'];
const ROOTS = ['Query', 'Mutation', 'Subscription'];

test('a party has exactly the fields and operations that the agreement gives it', () => {
  for (const party of PARTIES) {
    expect(subjectsOf(SCHEMAS[party]).sort()).toEqual(
      SERVED.filter((subject) => gives(subject, party)).sort(),
    );
  }
});

test('types, arguments, inputs and enum values follow: a party has what its own fields and operations need', () => {
  for (const party of PARTIES) {
    expect([...membersOf(SCHEMAS[party])].filter((name) => name !== 'Boolean').sort()).toEqual(
      [...expectedMembers(FULL, party)].filter((name) => name !== 'Boolean').sort(),
    );
  }
});

test('words that only some can use exist for them alone', () => {
  const having = (name: string) => PARTIES.filter((party) => membersOf(SCHEMAS[party]).has(name));
  expect(having('TrendStatus.DRAFT')).toEqual(['UNIT']);
  expect(having('TrendStatus.WITHDRAWN')).toEqual(PARTIES);
  expect(having('TrendEntryField.POLICING_NOTES')).toEqual(['UNIT', 'POLICE']);
  expect(having('TrendEntryField.TITLE')).toEqual(PARTIES);
  expect(having('SubmitReferralFlagInput.policeCaseLink')).toEqual(['POLICE']);
  expect(having('DraftTrendEntryInput.policingNotes')).toEqual(['UNIT']);
  expect(having('ReferralRoute.NOTIFICATION')).toEqual(['UNIT', 'POLICE', 'DISTRICT', 'MUNICIPALITY']);
  expect(having('ReferralActionInput.expectedVersion')).toEqual(
    PARTIES.filter((party) => party !== 'POLICE'),
  );
});

/** Every denied subject with a way to ask for it: the first way in every form, every further way directly. */
function deniedRequests(party: Party): { subject: string; path: Path; document: string }[] {
  return SERVED.filter((subject) => !gives(subject, party)).flatMap((subject) => {
    const [type, name = ''] = subject.split('.');
    return PATHS.filter((path) => path.type.name === type).flatMap((path, index) => {
      const field = path.type.getFields()[name]!;
      const forms = index === 0 ? FORMS : (['direct'] as const);
      return forms.map((form) => ({ subject, path, document: documentAt(path, [field], { form }) }));
    });
  });
}

function expectedRefusal(subject: string, party: Party): { message: string; code: string } {
  const [type = '', name = ''] = subject.split('.');
  return ROOTS.includes(type)
    ? { message: `${name} is not open to ${party}.`, code: 'FORBIDDEN' }
    : { message: `${subject} is not shared with ${party}.`, code: 'FORBIDDEN_FIELD' };
}

describe.each(PARTIES)('%s', (party) => {
  test('is refused every denied subject by every path and in every form, and told which and why', () => {
    const wrong = deniedRequests(party).filter(({ subject, path, document }) => {
      const parsed = parse(document);
      const steps = [...path.steps.map((step) => step.subject), subject];
      const denied = steps.filter((step) => SERVED.includes(step) && !gives(step, party));
      const refusals = explainRefusal(parsed, FULL, party).map(({ message, extensions: { code } }) => ({
        message,
        code,
      }));
      const isExplained = isDeepStrictEqual(
        refusals,
        denied.map((name) => expectedRefusal(name, party)),
      );
      // Positive control: in the schema of all parties together the very same document holds.
      const isRefused = validate(SCHEMAS[party], parsed).length > 0 && validate(FULL, parsed).length === 0;
      return !(isRefused && isExplained);
    });
    expect(wrong.map(({ document }) => document)).toEqual([]);
  });

  test('may ask for everything that it is given, by every path that is open to it', () => {
    const isOpen = ({ subject }: { subject: string }) => gives(subject, party) || !SERVED.includes(subject);
    const open = PATHS.filter(({ steps }) => steps.every(isOpen)).map((path) => {
      const fields = Object.values(path.type.getFields());
      return { path, fields: fields.filter(({ name }) => gives(`${path.type.name}.${name}`, party)) };
    });
    const documents = open.flatMap(({ path, fields }) =>
      fields.length === 0 ? [] : FORMS.map((form) => documentAt(path, fields, { form })),
    );
    expect(documents.filter((document) => validate(SCHEMAS[party], parse(document)).length > 0)).toEqual([]);
    const reached = open.flatMap(({ path, fields }) => fields.map(({ name }) => `${path.type.name}.${name}`));
    expect([...new Set(reached)].sort()).toEqual(SERVED.filter((subject) => gives(subject, party)).sort());
  });
});

test('a value or an input field that a party does not have is refused by the name of what it would reveal', () => {
  const explain = (document: string, party: Party) => {
    expect(validate(FULL, parse(document))).toEqual([]);
    expect(validate(SCHEMAS[party], parse(document)).length).toBeGreaterThan(0);
    return explainRefusal(parse(document), FULL, party).map(({ message }) => message);
  };
  const drafts = '{ trendEntries(filter: { status: [DRAFT] }) { nodes { id } } }';
  for (const party of PARTIES.filter((one) => one !== 'UNIT')) {
    expect(explain(drafts, party)).toEqual([`TrendEntry.draftedBy is not shared with ${party}.`]);
  }
  expect(validate(SCHEMAS.UNIT, parse(drafts))).toEqual([]);
  const guidance =
    '{ trendEntries { nodes { revisions(changing: [TITLE, OUTREACH_GUIDANCE]) { revision } } } }';
  for (const party of ['POLICE', 'SMITTSKYDD'] as const)
    expect(explain(guidance, party)).toEqual([`TrendEntry.outreachGuidance is not shared with ${party}.`]);
  expect(validate(SCHEMAS.RFSL, parse(guidance))).toEqual([]);
});
