import { expect, test } from '@jest/globals';
import { COLUMNS, PARTIES, SIGNED, gives, isAdded } from './support/agreement.js';
import { matrixDifferences } from './support/matrix-differences.js';
import { CODES, ORGANISATIONS } from './support/organisations.js';
import * as committed from './support/committed.js';
import { SERVED } from './support/served.js';
import { AGREEMENT, MATRIX, ROW_RULES } from '../../src/auth/matrix.js';
import { SCOPES } from '../../src/auth/scopes.js';
import { FOUNDING_ORGANISATIONS } from '../../src/domain/organisations.js';
import * as parties from '../../src/domain/parties.js';

test('the paper is read whole: its columns, its rows and no empty cell', () => {
  expect(COLUMNS).toEqual(['subject', ...PARTIES, 'scope', 'rows', 'why']);
  expect(SIGNED).toHaveLength(246);
  expect(SIGNED.every(({ subject }) => /^[A-Z]\w+\.[a-z]\w+$/.test(subject))).toBe(true);
  const cells = SIGNED.flatMap(({ subject, cells }) =>
    Object.values(cells).map(
      (cell) => [/^(Query|Mutation|Subscription)\./.test(subject) ? 'X' : 'R', cell] as const,
    ),
  );
  expect(cells).toHaveLength(246 * 7);
  expect(cells.filter(([mark, cell]) => cell !== '-' && cell !== mark)).toEqual([]);
  expect(gives('Referral.policeCaseLink', 'POLICE')).toBe(true);
  expect(gives('Referral.policeCaseLink', 'UNIT')).toBe(false);
});

test('the parties and the founding organisations are those that signed', () => {
  expect(parties.PARTIES).toEqual(PARTIES);
  expect(Object.fromEntries(FOUNDING_ORGANISATIONS.map(({ code, party }) => [code, party]))).toEqual(
    ORGANISATIONS,
  );
  expect(CODES).toHaveLength(18);
});

test('the matrix is the agreement, cell by cell, scope by scope, row rule by row rule', () => {
  expect(matrixDifferences(AGREEMENT, ROW_RULES)).toEqual([]);
  expect(Object.keys(AGREEMENT)).toEqual(SIGNED.map(({ subject }) => subject));
});

test('the matrix adds to the agreement only what tells a reader about itself, and what is behind a hash', () => {
  const signed = new Set(SIGNED.map(({ subject }) => subject));
  const added = Object.keys(MATRIX).filter((subject) => !signed.has(subject));
  const others = added.filter((subject) => !/^(TrendEntry|Referral)Access\.can[A-Z]\w+$/.test(subject));
  expect(others).toEqual(['AuditEvent.leafData']);
  expect(matrixDifferences(MATRIX, ROW_RULES)).toEqual([]);
});

test('the committed schema is the one that is built', () => {
  expect(committed.SERVED.sort()).toEqual([...SERVED].sort());
});

test('every scope of the agreement exists, and no other', () => {
  const signed = new Set(SIGNED.map(({ scope }) => scope).filter((scope) => scope !== null));
  expect([...SCOPES].sort()).toEqual([...signed].sort());
});

test('what is served is the agreement', () => {
  const served = SERVED.filter((subject) => !isAdded(subject));
  expect(served.sort()).toEqual(SIGNED.map(({ subject }) => subject).sort());
});
