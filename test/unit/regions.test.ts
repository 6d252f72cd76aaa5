import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isRegion, isWithin, regionOf, REGIONS, type RegionKind } from '../../src/domain/regions.js';

function csv(name: string): string[][] {
  const text = readFileSync(new URL(`../../data/geography/${name}`, import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

const known = (kind: RegionKind): unknown[] =>
  REGIONS.filter((region) => region.kind === kind).map(({ code, name, parent }) => [code, name, parent]);

describe('regions', () => {
  test('are the 21 counties of the list', () => {
    expect(known('COUNTY')).toEqual(csv('se_counties.csv').map(([code, name]) => [code, name, null]));
    expect(known('COUNTY')).toHaveLength(21);
  });

  test('are the 290 municipalities of the list', () => {
    const listed = csv('se_municipalities.csv').map(([code, name, , county]) => [code, name, county]);
    expect(known('MUNICIPALITY')).toEqual(listed);
    expect(listed).toHaveLength(290);
  });

  test('are the 11 districts of the list, each with a code that can be typed', () => {
    const districts = REGIONS.filter((region) => region.kind === 'DISTRICT');
    expect(districts.map(({ parent, name }) => [parent, name])).toEqual(
      csv('stockholm_stadsdelsomraden.csv').map(([municipality, name]) => [municipality, name]),
    );
    expect(districts.map((district) => district.code)).toEqual([
      ...[
        'bromma',
        'enskede-arsta-vantor',
        'farsta',
        'hagersten-alvsjo',
        'hasselby-vallingby',
        'jarva',
        'kungsholmen',
      ],
      ...['norra-innerstaden', 'skarpnack', 'skarholmen', 'sodermalm'],
    ]);
  });

  test('have codes of their own, and parents of the kind above', () => {
    expect(new Set(REGIONS.map((region) => region.code)).size).toBe(REGIONS.length);
    const above = { COUNTY: undefined, MUNICIPALITY: 'COUNTY', DISTRICT: 'MUNICIPALITY' };
    for (const region of REGIONS) expect(regionOf(region.parent ?? '')?.kind).toBe(above[region.kind]);
    for (const { code, kind, parent } of REGIONS)
      if (kind === 'MUNICIPALITY') expect(code.slice(0, 2)).toBe(parent);
  });

  test('are found by code alone', () => {
    expect(regionOf('0180')).toEqual({
      code: '0180',
      name: 'Stockholms kommun',
      kind: 'MUNICIPALITY',
      parent: '01',
    });
    expect(['01', '0180', 'bromma', '02', '180', 'Bromma', '', 'constructor'].filter(isRegion)).toEqual([
      '01',
      '0180',
      'bromma',
    ]);
  });

  test.each([
    ['bromma', 'bromma', true],
    ['bromma', '0180', true],
    ['bromma', '01', true],
    ['1280', '12', true],
    ['bromma', '12', false],
    ['01', '0180', false],
    ['bromma', 'farsta', false],
    ['nowhere', 'nowhere', false],
  ])('%s within %s: %s', (code, ancestor, expected) => expect(isWithin(code, ancestor)).toBe(expected));

  test('cannot be changed', () => {
    expect(Object.isFrozen(REGIONS)).toBe(true);
    expect(REGIONS.every(Object.isFrozen)).toBe(true);
  });
});
