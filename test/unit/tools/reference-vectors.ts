// The reference vectors of disclosure control, as its README describes them.
import { readFileSync } from 'node:fs';
import type { TableParameters } from '../../../src/domain/disclosure/perturbation-table.js';

export interface ReferenceTable extends TableParameters {
  readonly id: string;
}

/** Where a fixture lies. */
export function vectorPath(name: string): string {
  return `${import.meta.dirname}/../../fixtures/disclosure/${name}`;
}

/** The lines of a fixture without its header. */
export function vector(name: string): string[][] {
  const lines = readFileSync(vectorPath(name), 'utf8').trimEnd().split('\n');
  return lines.slice(1).map((line) => line.split(','));
}

export const REFERENCE_TABLES = JSON.parse(
  readFileSync(vectorPath('tables.json'), 'utf8'),
) as ReferenceTable[];

/** The parameters of a reference table. */
export function referenceTable(id: string): ReferenceTable {
  return REFERENCE_TABLES.find((table) => table.id === id)!;
}
