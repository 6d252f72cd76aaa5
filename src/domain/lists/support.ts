import { codeList, type CodeOf } from '../code-list.js';

/** Where the person stands with the reflection period and the temporary permit. */
export const PERMIT_STATUS = codeList(
  'PermitStatus',
  'Where the matter of a reflection period or a temporary residence permit stands. Source: the domain, after the Aliens Act.',
  {
    NOT_APPLICABLE: { en: 'The person has a right to stay in Sweden without it.', sv: 'Inte aktuellt' },
    NOT_DISCUSSED: { en: 'Not yet discussed with the person.', sv: 'Inte diskuterat' },
    INFORMED: { en: 'The person has been informed of the possibility.', sv: 'Informerad' },
    APPLIED: { en: 'An application has been made and not been decided.', sv: 'Ansökt' },
    REFLECTION_PERIOD_GRANTED: {
      en: 'A reflection period of 30 days has been granted.',
      sv: 'Betänketid beviljad',
    },
    TEMPORARY_PERMIT_GRANTED: {
      en: 'A temporary residence permit has been granted.',
      sv: 'Tidsbegränsat uppehållstillstånd beviljat',
    },
    REFUSED: { en: 'The application was refused.', sv: 'Avslag' },
    ENDED: { en: 'What was granted has ended or been revoked.', sv: 'Upphört' },
  },
);
export type PermitStatus = CodeOf<typeof PERMIT_STATUS>;

/** Where a service that somebody provides stands. */
export const SERVICE_STATUS = codeList(
  'ServiceStatus',
  'Where a service stands that an organisation provides to the person. Source: this project, after the words of the needs.',
  {
    OFFERED: { en: 'Offered, and not yet answered by the person.', sv: 'Erbjuden' },
    PROVIDED: { en: 'Being provided, or provided once.', sv: 'Ges' },
    ENDED: { en: 'Provided for a while and now ended.', sv: 'Avslutad' },
    DECLINED: { en: 'Offered, and the person does not want it.', sv: 'Avböjd av personen' },
  },
);
export type ServiceStatus = CodeOf<typeof SERVICE_STATUS>;
