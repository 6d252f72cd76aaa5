import { describe, expect, test } from '@jest/globals';
import { planOf, type Question, type QuestionFilter } from '../../src/domain/statistics/plan.js';
import { planned } from './tools/statistics.js';

const adverts = (
  filter: QuestionFilter | null,
  groupBy: Question['groupBy'] = [],
  granularity: Question['granularity'] = 'QUARTER',
) => ({ measure: 'ADVERTS', granularity, groupBy, filter }) as const;

/** The message of a question that must be refused. */
function refusal(question: Question): string {
  const plan = planOf(question);
  if (!('refusal' in plan)) throw new Error('was not refused');
  return plan.refusal;
}

describe('groupBy', () => {
  test.each([[['PERIOD', 'PERIOD']], [['COUNTY', 'COUNTY']], [['COUNTY', 'ARENA', 'COUNTY']]] as const)(
    '%j is refused, since it names a dimension twice',
    (groupBy) => expect(refusal(adverts(null, groupBy))).toBe('groupBy: each dimension once.'),
  );

  test('keeps its order, and a dimension may be in the filter too', () => {
    const plan = planned(adverts({ arena: 'STREET' }, ['ARENA', 'PERIOD', 'COUNTY']));
    expect(plan.groupBy).toEqual(['ARENA', 'PERIOD', 'COUNTY']);
    expect(plan.nodes).toEqual(new Map([['ARENA', 'STREET']]));
  });

  test('and filter may be empty: that is the whole of the measure', () => {
    for (const filter of [null, undefined, {}, { county: null, period: null, arena: undefined }]) {
      const { table, ...rest } = planned({ ...adverts(null), filter });
      expect(table.name).toBe('ADVERTS/QUARTER/TOTAL');
      expect(rest).toEqual({ whole: null, groupBy: [], nodes: new Map(), withinCounty: null, period: null });
    }
  });
});

describe('a region', () => {
  test.each(['0180', 'bromma', '02', '1', '', 'Skåne län'])('%j is no county', (county) => {
    expect(refusal(adverts({ county }))).toBe('filter.county: the code of a county, such as 01.');
  });

  test.each(['12', 'bromma', '9999', '', 'Malmö'])('%j is no municipality', (municipality) => {
    expect(refusal(adverts({ municipality }))).toBe(
      'filter.municipality: the code of a municipality, such as 0180.',
    );
  });

  test('narrows municipalities when it is the county around them', () => {
    const within = planned(adverts({ county: '12' }, ['MUNICIPALITY']));
    expect([within.table.name, within.whole?.name]).toEqual([
      ...['ADVERTS/QUARTER/MUNICIPALITY', 'ADVERTS/QUARTER/COUNTY'],
    ]);
    expect(within.withinCounty).toBe('12');
    const one = planned(adverts({ county: '12', municipality: '1280' }));
    expect([one.table.name, one.whole]).toEqual(['ADVERTS/QUARTER/MUNICIPALITY', null]);
    expect(refusal(adverts({ county: '01', municipality: '1280' }))).toBe(
      'filter.municipality: lies in another county than filter.county.',
    );
  });

  test('county and municipality together are no table of the catalogue', () => {
    expect(refusal(adverts(null, ['COUNTY', 'MUNICIPALITY']))).toContain('no table');
    expect(refusal(adverts({ county: '12' }, ['COUNTY', 'MUNICIPALITY']))).toContain('no table');
    expect(refusal(adverts({ municipality: '1280' }, ['COUNTY']))).toContain('no table');
    expect(refusal(adverts({ county: '12' }, ['MUNICIPALITY', 'ARENA']))).toContain('no table');
  });
});

describe('a period', () => {
  const QUARTER = 'filter.period: a quarter, such as 2026-Q3';

  test.each(['2019', '2019-H1', '2019-07', '2019-W31', '2025-W53', '2019/2021', '1989-Q1', 'soon', ''])(
    '%j is none of one quarter',
    (period) => expect(refusal(adverts({ period }))).toBe(`${QUARTER}.`),
  );

  test.each(['2019-07', '2019-W31', '2019/2021', 'soon', ''])('%j is none of many quarters', (period) =>
    expect(refusal(adverts({ period }, ['PERIOD']))).toBe(
      `${QUARTER}, or the year or half year that they lie in.`,
    ),
  );

  test.each(['2019-Q1', '2019-H1', '2019-07', '2019-W31', '2019/2021', '1989', 'soon', ''])(
    '%j is none of years',
    (period) => {
      for (const groupBy of [[], ['PERIOD']] as const)
        expect(refusal(adverts({ period }, groupBy, 'YEAR'))).toBe('filter.period: a year, such as 2026.');
      expect(
        refusal({ measure: 'REFERRALS', granularity: 'THREE_YEARS', groupBy: [], filter: { period } }),
      ).toBe('filter.period: a year, such as 2026.');
    },
  );

  test('is kept when its kind fits', () => {
    const kept = [
      adverts({ period: '2019-Q2' }),
      adverts({ period: '2019-Q2' }, ['PERIOD']),
      adverts({ period: '2019-H2' }, ['PERIOD']),
      adverts({ period: '2019' }, ['PERIOD']),
      adverts({ period: '2019' }, [], 'YEAR'),
    ].map((question) => planned(question).period);
    expect(kept).toEqual(['2019-Q2', '2019-Q2', '2019-H2', '2019', '2019']);
  });
});

test('no refusal repeats what was written', () => {
  for (const canary of ['hemlig', '0999', '7777-Q1', 'CONSTRUCTOR'])
    for (const field of ['county', 'municipality', 'period'])
      expect(refusal(adverts({ [field]: canary }))).not.toContain(canary);
});
