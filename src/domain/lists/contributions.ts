import { codeList, type CodeOf } from '../code-list.js';

/** Whether a contributor wants to be named. */
export const ATTRIBUTION = codeList(
  'Attribution',
  'Whether the unit may name the contributor in what it publishes. Source: the domain.',
  {
    NAMED: { en: 'The unit may name your organisation as a source.', sv: 'Namngiven' },
    ANONYMOUS: {
      en: 'The unit sees who you are; what it publishes must not tell.',
      sv: 'Anonym',
    },
  },
);
export type Attribution = CodeOf<typeof ATTRIBUTION>;

/** The states of a contribution. */
export const CONTRIBUTION_STATUS = codeList(
  'ContributionStatus',
  'The state of a contribution. Source: the domain.',
  {
    SUBMITTED: { en: 'With the unit, which has not decided yet.', sv: 'Inskickat' },
    INCORPORATED: {
      en: 'Taken up in the draft of a trend entry; what readers see of it, the unit decides.',
      sv: 'Infogat',
    },
    DECLINED: { en: 'Not taken up; the note says why.', sv: 'Avböjt' },
  },
);
export type ContributionStatus = CodeOf<typeof CONTRIBUTION_STATUS>;

/** What the unit decides about a contribution. */
export const CONTRIBUTION_DECISION = codeList(
  'ContributionDecision',
  'What the unit does with a contribution. Source: the domain.',
  {
    INCORPORATE: { en: 'Take it up in the draft of a trend entry.', sv: 'Infoga' },
    DECLINE: { en: 'Do not take it up.', sv: 'Avböj' },
  },
);
export type ContributionDecision = CodeOf<typeof CONTRIBUTION_DECISION>;

/** What an organisation says of a published entry. */
export const VERDICT = codeList(
  'Verdict',
  'What an organisation says of a published trend entry, from its own work. Source: the domain.',
  {
    CONFIRMS: { en: 'It sees the same.', sv: 'Bekräftar' },
    CONTRADICTS: { en: 'It sees something else.', sv: 'Motsäger' },
    NOT_SEEN: { en: 'It has not seen it, although it works where it would.', sv: 'Ser det inte' },
  },
);
export type Verdict = CodeOf<typeof VERDICT>;
