// The police submit a flag about a person who consents, tell the recipient the reference by telephone, and see the state of their flags.
import { OwnFlagsDocument, SubmitFlagDocument } from './generated/police.js';
import { connect, send } from './samverkan.js';

const samverkan = connect();
const { submitReferralFlag: submitted } = await send(samverkan, SubmitFlagDocument, {
  input: {
    route: 'REFERRAL',
    encounterWeek: '2026-W31',
    encounterMunicipality: '0180',
    encounterDistrict: 'sodermalm',
    ageBand: 'AGE_21_24',
    gender: 'WOMAN',
    languages: ['ro'],
    exploitationForm: 'SEXUAL',
    needs: ['SAFE_ACCOMMODATION'],
    urgency: 'WITHIN_24_HOURS',
    consent: { state: 'GIVEN', organisations: [], services: [], language: 'ro', textVersion: '2026-1' },
    policeCaseLink: 'K-7f3a',
  },
});
if (!submitted.referral) throw new Error(JSON.stringify(submitted.errors));
const { referrals } = await send(samverkan, OwnFlagsDocument, { first: 20 });
console.log(JSON.stringify({ submitted: submitted.referral, own: referrals.nodes }));
