import { codeList, type CodeOf } from '../code-list.js';

/** What a line of the change feed says. */
export const CHANGE_KIND = codeList(
  'ChangeKind',
  'What has happened to an object, as far as its reader can see. Source: this project, after what its parties can do.',
  {
    CREATED: {
      en: 'It came into your sight: a referral that you now take part in; for the unit also a draft or a release asked for.',
      sv: 'Ny',
    },
    PUBLISHED: { en: 'It was published: a trend entry, or a release of the statistics.', sv: 'Publicerad' },
    CORRECTED: { en: 'A new revision of a published trend entry was published.', sv: 'Rättad' },
    WITHDRAWN: { en: 'A trend entry was withdrawn; it stays readable, with the reason.', sv: 'Återtagen' },
    DECIDED: { en: 'A contribution was incorporated or declined.', sv: 'Avgjord' },
    MOVED: { en: 'A referral has another state, recipient or state of consent.', sv: 'Flyttad' },
    MESSAGED: { en: 'A message in a referral was sent to you, or by you.', sv: 'Nytt meddelande' },
    CHANGED: { en: 'Something else that you can read of it has changed.', sv: 'Ändrad' },
    REMOVED: {
      en: 'You cannot read it any more: your part has ended, or it was erased. Forget what you keep of it.',
      sv: 'Borttagen',
    },
  },
);
export type ChangeKind = CodeOf<typeof CHANGE_KIND>;
