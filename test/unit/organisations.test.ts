import { describe, expect, test } from '@jest/globals';
import { codesOf } from '../../src/domain/code-list.js';
import { NEED } from '../../src/domain/lists/referrals.js';
import { FOUNDING_ORGANISATIONS } from '../../src/domain/organisations.js';
import { PARTIES } from '../../src/domain/parties.js';
import { isRegion } from '../../src/domain/regions.js';

const EXPECTED = {
  UNIT: 'prostitutionsenheten',
  POLICE: 'polisen-stockholm',
  DISTRICT:
    'socialjouren bromma enskede-arsta-vantor farsta hagersten-alvsjo hasselby-vallingby jarva kungsholmen ' +
    'norra-innerstaden skarpnack skarholmen sodermalm',
  MUNICIPALITY: 'socialtjansten-malmo',
  RFSU: 'rfsu',
  RFSL: 'rfsl',
  SMITTSKYDD: 'smittskydd-stockholm',
};

describe('founding organisations', () => {
  test('are those of the agreement, party by party', () => {
    const codes = PARTIES.map((party) => [
      party,
      FOUNDING_ORGANISATIONS.filter((organisation) => organisation.party === party)
        .map((organisation) => organisation.code)
        .join(' '),
    ]);
    expect(Object.fromEntries(codes)).toEqual(EXPECTED);
  });

  test('have codes and names of their own', () => {
    for (const key of ['code', 'name'] as const) {
      expect(new Set(FOUNDING_ORGANISATIONS.map((organisation) => organisation[key])).size).toBe(
        FOUNDING_ORGANISATIONS.length,
      );
    }
  });

  test.each(FOUNDING_ORGANISATIONS)('$code offers known services in known regions', (organisation) => {
    const { services, regions, mandate, agreementSignedAt } = organisation;
    expect(codesOf(NEED).filter((need) => services.includes(need))).toEqual(services);
    expect(services).not.toHaveLength(0);
    expect(regions.filter((code) => !isRegion(code))).toEqual([]);
    expect(mandate).toMatch(/\.$/);
    expect(agreementSignedAt).toBeNull();
  });

  test.each(FOUNDING_ORGANISATIONS)(
    '$code is reached by its function, without address or number',
    ({ contact }) => {
      expect(contact).toMatch(/^(Function mailbox|Officer on duty)/);
      expect(contact).not.toMatch(/[@\d]|www|\/\//);
    },
  );

  test('put every board in charge of its own district', () => {
    const boards = FOUNDING_ORGANISATIONS.filter(({ name }) => name.endsWith('stadsdelsnämnd'));
    expect(boards).toHaveLength(11);
    expect(boards.map(({ regions }) => regions)).toEqual(boards.map(({ code }) => [code]));
  });
});
