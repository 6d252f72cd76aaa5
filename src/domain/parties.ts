import { codeList, type CodeOf } from './code-list.js';

/** The columns of the sharing agreement, in the agreement's order. */
export const PARTY = codeList(
  'Party',
  'A column of the sharing agreement: the set of rights that an organisation has. Source: the domain.',
  {
    UNIT: {
      en: 'The unit: publishes trend entries and releases, and coordinates referrals.',
      sv: 'Prostitutionsenheten',
    },
    POLICE: {
      en: 'The police: submit referral flags and see the state of their own flags, never the support given.',
      sv: 'Polisen',
    },
    DISTRICT: {
      en: 'Social services of Stockholm: Socialjouren and the district boards, which carry referrals.',
      sv: 'Socialtjänsten i Stockholm',
    },
    MUNICIPALITY: {
      en: 'Social services of another municipality, which contribute and carry the referrals of their town.',
      sv: 'Annan kommuns socialtjänst',
    },
    RFSU: {
      en: 'The sexual-health organisation RFSU: contributes, and supports a referral when the person consents.',
      sv: 'RFSU',
    },
    RFSL: {
      en: 'The LGBTQ organisation RFSL: contributes, and supports a referral when the person consents.',
      sv: 'RFSL',
    },
    SMITTSKYDD: {
      en: "The county's infectious-disease unit: the health side of trends, and the testing needs of a referral.",
      sv: 'Smittskydd',
    },
  },
);

/** One party of the sharing agreement. */
export type Party = CodeOf<typeof PARTY>;

/** The parties as a tuple, for whatever needs their order, such as the columns of the permission table. */
export const PARTIES = [
  'UNIT',
  'POLICE',
  'DISTRICT',
  'MUNICIPALITY',
  'RFSU',
  'RFSL',
  'SMITTSKYDD',
] as const satisfies readonly Party[];
