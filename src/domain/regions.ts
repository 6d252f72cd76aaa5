import { COUNTIES, DISTRICTS, MUNICIPALITIES, type RegionRow } from './regions-data.js';

/** A county, a municipality, or a district of Stockholm; `parent` is the code of the region around it. */
export interface Region {
  readonly code: string;
  readonly name: string;
  readonly kind: RegionKind;
  readonly parent: string | null;
}

export type RegionKind = 'COUNTY' | 'MUNICIPALITY' | 'DISTRICT';

function regionsOf(kind: RegionKind, rows: readonly RegionRow[]): Region[] {
  return rows.map(([code, name, parent]) => Object.freeze({ code, name, kind, parent }));
}

/** Every region that the system knows: counties first, then municipalities, then districts. */
export const REGIONS: readonly Region[] = Object.freeze([
  ...regionsOf('COUNTY', COUNTIES),
  ...regionsOf('MUNICIPALITY', MUNICIPALITIES),
  ...regionsOf('DISTRICT', DISTRICTS),
]);

const byCode: ReadonlyMap<string, Region> = new Map(REGIONS.map((region) => [region.code, region]));

/** The region with this code, if there is one. */
export function regionOf(code: string): Region | undefined {
  return byCode.get(code);
}

/** Whether a text is the code of a region. */
export function isRegion(code: string): boolean {
  return byCode.has(code);
}

/** Whether a region is the ancestor itself or lies in it; false when either code is unknown. */
export function isWithin(code: string, ancestor: string): boolean {
  for (let region = regionOf(code); region; region = region.parent ? regionOf(region.parent) : undefined) {
    if (region.code === ancestor) return true;
  }
  return false;
}
