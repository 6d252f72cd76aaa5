import { expect, test } from '@jest/globals';
import { holdsRowRules } from '../../src/store/server-version.js';

// The versions that the advisories of November 2026 name, as servers of several makers name themselves.
test.each([
  ['15.20', true],
  ['15.20 (Debian 15.20-0+deb12u1)', true],
  ['15.21', true],
  ['15.19', false],
  ['15.18 (Debian 15.18-0+deb12u1)', false],
  ['15.2', false],
  ['16.16', true],
  ['16.15', false],
  ['17.12', true],
  ['17.11', false],
  ['18.7', true],
  ['18.6', false],
  ['18.4', false],
  ['18.10', true],
  ['18beta3', false],
  ['18rc1', false],
  ['19.0', true],
  ['19beta1', true],
  ['20devel', true],
  ['14.99', false],
  ['9.6.24', false],
  ['', false],
  ['unknown', false],
])('%s', (version, holds) => expect(holdsRowRules(version)).toBe(holds));
