import type { Need } from './lists/referrals.js';
import type { Party } from './parties.js';
import { DISTRICTS } from './regions-data.js';

/** An organisation of the agreement from the start, with what the organisation overview tells about it. */
export interface FoundingOrganisation {
  readonly code: string;
  readonly party: Party;
  /** The official name, in Swedish. */
  readonly name: string;
  /** What it is responsible for. */
  readonly mandate: string;
  /** What it offers a person. */
  readonly services: readonly Need[];
  /** Codes of the regions that it covers; empty for the whole country. */
  readonly regions: readonly string[];
  /** How to reach the function, never a person. */
  readonly contact: string;
  readonly agreementSignedAt: null;
}

const MAILBOX = 'Function mailbox';
const SWITCHBOARD = "through the organisation's own switchboard";

// Swedish puts some districts in the genitive before "stadsdelsnämnd" and leaves others as they are.
const BOARD_NAMES: Readonly<Record<string, string>> = {
  'enskede-arsta-vantor': 'Enskede-Årsta-Vantörs stadsdelsnämnd',
  kungsholmen: 'Kungsholmens stadsdelsnämnd',
  'norra-innerstaden': 'Norra innerstadens stadsdelsnämnd',
  skarpnack: 'Skarpnäcks stadsdelsnämnd',
  skarholmen: 'Skärholmens stadsdelsnämnd',
  sodermalm: 'Södermalms stadsdelsnämnd',
};

function board([code, district]: readonly [string, string, ...unknown[]]): FoundingOrganisation {
  return {
    code,
    party: 'DISTRICT',
    name: BOARD_NAMES[code] ?? `${district} stadsdelsnämnd`,
    mandate:
      `Social services of the district ${district}: decides on assistance under the Social Services Act and protects children. ` +
      'Takes over from Socialjouren the referrals of persons whom the police met in the district.',
    services: [
      'SAFE_ACCOMMODATION',
      'EMERGENCY_BASICS',
      'INTERPRETATION',
      'FINANCIAL',
      'CHILD_PROTECTION',
      'RESIDENCE_PERMIT_HELP',
      'ADDICTION_CARE',
    ],
    regions: [code],
    contact: `${MAILBOX} of the reception group, ${SWITCHBOARD}; Socialjouren outside office hours`,
    agreementSignedAt: null,
  };
}

/** The organisations with which the system starts; others join without a change of code. */
export const FOUNDING_ORGANISATIONS: readonly FoundingOrganisation[] = [
  {
    code: 'prostitutionsenheten',
    party: 'UNIT',
    name: 'Prostitutionsenheten, Stockholms stad',
    mandate:
      'Supports people in prostitution, runs outreach, a clinic open to the whole county and KAST, the helpline for buyers. ' +
      'Centre of knowledge on prostitution: publishes trend data and coordinates referrals; it keeps no personal files.',
    services: ['MEDICAL', 'STI_TESTING', 'PSYCHOLOGICAL', 'EXIT_SUPPORT'],
    regions: ['01'],
    contact: `${MAILBOX} of the unit's coordinator, ${SWITCHBOARD}`,
    agreementSignedAt: null,
  },
  {
    code: 'polisen-stockholm',
    party: 'POLICE',
    name: 'Polismyndigheten, region Stockholm',
    mandate:
      'Investigates trafficking, procuring and the purchase of sexual services, and flags persons who may need protection and support. ' +
      'Reports to the social board about persons under 18.',
    services: ['RESIDENCE_PERMIT_HELP', 'POLICE_PROTECTION'],
    regions: ['01', '09'],
    contact: `${MAILBOX} of the trafficking group, ${SWITCHBOARD}`,
    agreementSignedAt: null,
  },
  {
    code: 'socialjouren',
    party: 'DISTRICT',
    name: 'Socialjouren, Stockholms stad',
    mandate:
      'Social services of Stockholm outside office hours: assesses the first need of assistance of a person exposed to trafficking. ' +
      'Hands over to the board of the district where the police met the person.',
    services: ['SAFE_ACCOMMODATION', 'EMERGENCY_BASICS', 'INTERPRETATION', 'FINANCIAL', 'CHILD_PROTECTION'],
    regions: ['0180'],
    contact: `Officer on duty, ${SWITCHBOARD}`,
    agreementSignedAt: null,
  },
  ...DISTRICTS.map(board),
  {
    code: 'socialtjansten-malmo',
    party: 'MUNICIPALITY',
    name: 'Socialtjänsten, Malmö stad',
    mandate:
      'Social services of Malmö: two social workers follow prostitution on the web and contribute what they see. ' +
      'Receives the referrals that belong to the town.',
    services: [
      'SAFE_ACCOMMODATION',
      'EMERGENCY_BASICS',
      'PSYCHOLOGICAL',
      'INTERPRETATION',
      'FINANCIAL',
      'CHILD_PROTECTION',
      'RESIDENCE_PERMIT_HELP',
      'ADDICTION_CARE',
      'EXIT_SUPPORT',
    ],
    regions: ['1280'],
    contact: `${MAILBOX} of the social workers on web prostitution, ${SWITCHBOARD}`,
    agreementSignedAt: null,
  },
  {
    code: 'rfsu',
    party: 'RFSU',
    name: 'RFSU, Riksförbundet för sexuell upplysning',
    mandate:
      'Non-governmental organisation for sexual and reproductive health and rights. ' +
      'Contributes knowledge and supports a person who consents to it.',
    services: ['MEDICAL', 'STI_TESTING', 'PSYCHOLOGICAL'],
    regions: [],
    contact: `${MAILBOX} of the clinic, ${SWITCHBOARD}`,
    agreementSignedAt: null,
  },
  {
    code: 'rfsl',
    party: 'RFSL',
    name: 'RFSL, Riksförbundet för homosexuellas, bisexuellas, transpersoners, queeras och intersexpersoners rättigheter',
    mandate:
      'Non-governmental organisation for the rights of LGBTQI people, with knowledge of men and boys who sell sex. ' +
      'Contributes knowledge and supports a person who consents to it.',
    services: ['STI_TESTING', 'PSYCHOLOGICAL'],
    regions: [],
    contact: `${MAILBOX} of the support service, ${SWITCHBOARD}`,
    agreementSignedAt: null,
  },
  {
    code: 'smittskydd-stockholm',
    party: 'SMITTSKYDD',
    name: 'Smittskydd Stockholm, Region Stockholm',
    mandate:
      "The county's unit for communicable disease control: follows the spread of sexually transmitted infections, in aggregate. " +
      'Advises on the testing needs of a referral and arranges where a person can be tested.',
    services: ['STI_TESTING'],
    regions: ['01'],
    contact: `${MAILBOX} of the officer on duty, ${SWITCHBOARD}`,
    agreementSignedAt: null,
  },
];
