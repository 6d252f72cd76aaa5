// Who takes part from the start, as the partners list themselves; written here again so that a change in src is noticed.
import type { Party } from './agreement.js';

export const ORGANISATIONS: Readonly<Record<string, Party>> = {
  prostitutionsenheten: 'UNIT',
  'polisen-stockholm': 'POLICE',
  socialjouren: 'DISTRICT',
  bromma: 'DISTRICT',
  'enskede-arsta-vantor': 'DISTRICT',
  farsta: 'DISTRICT',
  'hagersten-alvsjo': 'DISTRICT',
  'hasselby-vallingby': 'DISTRICT',
  jarva: 'DISTRICT',
  kungsholmen: 'DISTRICT',
  'norra-innerstaden': 'DISTRICT',
  skarpnack: 'DISTRICT',
  skarholmen: 'DISTRICT',
  sodermalm: 'DISTRICT',
  'socialtjansten-malmo': 'MUNICIPALITY',
  rfsu: 'RFSU',
  rfsl: 'RFSL',
  'smittskydd-stockholm': 'SMITTSKYDD',
};

export const CODES = Object.keys(ORGANISATIONS);

/** One organisation of each party. */
export const SPOKESMEN: Readonly<Record<Party, string>> = {
  UNIT: 'prostitutionsenheten',
  POLICE: 'polisen-stockholm',
  DISTRICT: 'socialjouren',
  MUNICIPALITY: 'socialtjansten-malmo',
  RFSU: 'rfsu',
  RFSL: 'rfsl',
  SMITTSKYDD: 'smittskydd-stockholm',
};
