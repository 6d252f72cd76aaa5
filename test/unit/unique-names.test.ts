import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hasUniqueNames } from '../../src/auth/unique-names.js';

test.each([
  ['{}', true],
  ['{"a":1,"b":2}', true],
  ['{"a":1,"a":1}', false],
  ['{"a":1, "b":2 , "a" :3}', false],
  ['{"a":{"a":1,"b":[{"a":1}]}}', true],
  ['{"a":{"b":1,"b":2}}', true], // within a claim it is the claim's own affair
  ['{"a":1,"\\u0061":2}', false],
  ['{"a":"\\"a\\":1,","b":":"}', true],
  ['{"a":"b","b":"a"}', true],
  ['["a","a"]', true],
  ['{"":1,"":2}', false],
  ['{"__proto__":1,"__proto__":2}', false],
])('%s', (json, isUnique) => {
  JSON.parse(json);
  expect(hasUniqueNames(json)).toBe(isUnique);
});

test('no object that was written by JSON.stringify has a name twice, and one with its first member repeated has', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
      const json = JSON.stringify(value);
      expect(hasUniqueNames(json)).toBe(true);
      const name = JSON.stringify(Object.keys(value)[0]);
      expect(hasUniqueNames(`${json.slice(0, -1)},${name}:0}`)).toBe(false);
      expect(hasUniqueNames(`{${name}:[],${json.slice(1)}`)).toBe(false);
    }),
  );
});
