import { codeList, type CodeOf } from '../code-list.js';

/** What a webhook can be told of: a type of object, and what has happened to it as a line of the change feed has it. */
export const WEBHOOK_EVENT = codeList(
  'WebhookEvent',
  'What a webhook is told of: the type of an object, and the kind of change. Source: the kinds of change of this project, by what each party can see.',
  {
    TREND_ENTRY_CREATED: { en: 'The draft of a new trend entry.', sv: 'Nytt utkast' },
    TREND_ENTRY_CHANGED: { en: 'A draft of a trend entry was changed.', sv: 'Ändrat utkast' },
    TREND_ENTRY_PUBLISHED: { en: 'A trend entry was published.', sv: 'Publicerat inlägg' },
    TREND_ENTRY_CORRECTED: { en: 'A new revision of a trend entry was published.', sv: 'Rättat inlägg' },
    TREND_ENTRY_WITHDRAWN: { en: 'A trend entry was withdrawn.', sv: 'Återtaget inlägg' },
    RELEASE_CREATED: { en: 'A release of the statistics was asked for.', sv: 'Begärd statistik' },
    RELEASE_PUBLISHED: { en: 'A release of the statistics was published.', sv: 'Publicerad statistik' },
    CONTRIBUTION_CREATED: { en: 'A contribution was offered.', sv: 'Nytt bidrag' },
    CONTRIBUTION_DECIDED: { en: 'A contribution was incorporated or declined.', sv: 'Avgjort bidrag' },
    REFERRAL_CREATED: { en: 'You take part in a referral from now on.', sv: 'Nytt ärende' },
    REFERRAL_MOVED: {
      en: 'A referral has another state, recipient or state of consent.',
      sv: 'Ärendet har flyttats',
    },
    REFERRAL_MESSAGED: { en: 'A message in a referral was sent to you, or by you.', sv: 'Nytt meddelande' },
    REFERRAL_CHANGED: {
      en: 'Something else that you can read of a referral has changed.',
      sv: 'Ändrat ärende',
    },
    REFERRAL_REMOVED: { en: 'You cannot read a referral any more.', sv: 'Borttaget ärende' },
  },
);
export type WebhookEvent = CodeOf<typeof WEBHOOK_EVENT>;

/** How the last attempt to deliver to a webhook ended. */
export const DELIVERY_STATUS = codeList(
  'DeliveryStatus',
  'How the last attempt to deliver a change to a webhook ended. Source: this project.',
  {
    DELIVERED: { en: 'Answered with a status of 200 to 299.', sv: 'Levererad' },
    REFUSED: {
      en: 'Answered with another status; redirects are not followed. It is tried again.',
      sv: 'Avvisad',
    },
    UNREACHABLE: {
      en: 'Not answered within 20 seconds, no connection, no trusted certificate, or no public address. It is tried again.',
      sv: 'Nås inte',
    },
    GIVEN_UP: {
      en: 'A change was tried for three days and is not tried any more: read `changes` to catch up.',
      sv: 'Uppgiven',
    },
  },
);
export type DeliveryStatus = CodeOf<typeof DELIVERY_STATUS>;
