import { codeList, type CodeOf } from '../code-list.js';

/** What an activity report counts. */
export const ACTIVITY_KIND = codeList(
  'ActivityKind',
  "What an organisation counts in its monthly report of its own work. Source: the domain, after the unit's documentation at a general level.",
  {
    OUTREACH_CONTACT: {
      en: 'A contact made by outreach, in the street or on the web.',
      sv: 'Kontakt i uppsökande arbete',
    },
    SUPPORT_TALK: {
      en: 'A talk that gives support to a person who sells or has sold sex.',
      sv: 'Stödsamtal',
    },
    CLINIC_VISIT: { en: 'A visit to the clinic, for whatever reason.', sv: 'Besök på mottagningen' },
    KAST_CALL: {
      en: 'A call to KAST, the helpline for those who buy sex.',
      sv: 'Samtal till KAST (köpare av sexuella tjänster)',
    },
    EPOSTCARD_SENT: { en: 'An electronic postcard with an offer of support, sent.', sv: 'Skickat e-vykort' },
    EPOSTCARD_REPLY: { en: 'A reply to an electronic postcard.', sv: 'Svar på e-vykort' },
    FORWARDED_TO_SUPPORT: {
      en: 'A person forwarded to support at the same or another organisation.',
      sv: 'Vidareslussad till stöd',
    },
    CHAT: { en: 'A conversation by chat.', sv: 'Chattsamtal' },
    TEST_VISIT: { en: 'A visit for a test of a sexually transmitted infection.', sv: 'Provtagningsbesök' },
    LECTURE: { en: 'A lecture given.', sv: 'Föreläsning' },
    STUDY_VISIT: { en: 'A study visit received or made.', sv: 'Studiebesök' },
    SEMINAR: { en: 'A seminar or conference held or attended.', sv: 'Seminarium' },
    OTHER: { en: 'Work that none of the other kinds describes.', sv: 'Annan verksamhet' },
  },
);
export type ActivityKind = CodeOf<typeof ACTIVITY_KIND>;
