import { codeList, type CodeOf } from '../code-list.js';

/** With or without the person's consent. */
export const REFERRAL_ROUTE = codeList(
  'ReferralRoute',
  'The two ways of handing over a case. Source: the domain, after national referral mechanisms.',
  {
    REFERRAL: {
      en: 'A referral: with the consent of an adult, or about a person under 18, for whom consent is not asked.',
      sv: 'Överlämning',
    },
    NOTIFICATION: {
      en: 'A notification: an adult who does not consent; form, district, week, age band and gender only, to the unit alone.',
      sv: 'Anmälan utan samtycke',
    },
  },
);
export type ReferralRoute = CodeOf<typeof REFERRAL_ROUTE>;

/** The states of a referral. */
export const REFERRAL_STATUS = codeList('ReferralStatus', 'The state of a referral. Source: the domain.', {
  SUBMITTED: { en: 'With a recipient that has not yet acknowledged it.', sv: 'Inskickad' },
  ACKNOWLEDGED: { en: 'The recipient has seen it and is deciding.', sv: 'Mottagen' },
  RETURNED: { en: 'Sent back to the police, because more is needed.', sv: 'Återsänd för komplettering' },
  ACCEPTED: { en: 'The recipient has taken it on and seeks contact with the person.', sv: 'Accepterad' },
  IN_SUPPORT: { en: 'The recipient has contact with the person and gives support.', sv: 'Stöd pågår' },
  DECLINED: {
    en: 'The recipient has declined it; the unit redirects it or confirms the decline.',
    sv: 'Avböjd',
  },
  CLOSED: { en: 'Ended with an outcome.', sv: 'Avslutad' },
  WITHDRAWN: { en: 'Taken back by the police, or because the person withdrew consent.', sv: 'Återkallad' },
  EXPIRED: { en: 'Ended by the clock, without an outcome.', sv: 'Förfallen' },
});
export type ReferralStatus = CodeOf<typeof REFERRAL_STATUS>;

/** What moves a referral from one state to another. */
export const REFERRAL_ACTION = codeList(
  'ReferralAction',
  'A step that moves a referral from one state to another. Source: the domain.',
  {
    SUBMIT: { en: 'The police hand over a case.', sv: 'Skicka in' },
    ACKNOWLEDGE: { en: 'The recipient states that it has seen the referral.', sv: 'Bekräfta mottagande' },
    ACCEPT: { en: 'The recipient takes the referral on.', sv: 'Acceptera' },
    RETURN: { en: 'The recipient sends it back for more, with a reason.', sv: 'Återsända för komplettering' },
    RESUBMIT: { en: 'The police send in a returned referral again.', sv: 'Skicka in på nytt' },
    DECLINE: { en: 'The recipient declines the referral, with a reason.', sv: 'Avböja' },
    CONFIRM_DECLINE: {
      en: 'The unit confirms a decline, which closes the referral.',
      sv: 'Fastställa avböjande',
    },
    REDIRECT: {
      en: 'The recipient or the unit passes it on to a new recipient.',
      sv: 'Hänvisa till ny mottagare',
    },
    RECORD_CONTACT: {
      en: 'The recipient notes that it has met or reached the person.',
      sv: 'Notera kontakt',
    },
    CLOSE: { en: 'The recipient ends the referral with an outcome.', sv: 'Avsluta' },
    WITHDRAW: { en: 'The police take it back, or the person has withdrawn consent.', sv: 'Återkalla' },
    EXPIRE: { en: 'The clock ends a referral that is still open when its time is up.', sv: 'Låta förfalla' },
  },
);
export type ReferralAction = CodeOf<typeof REFERRAL_ACTION>;

/** How a closed referral ended. */
export const REFERRAL_OUTCOME = codeList(
  'ReferralOutcome',
  'How a closed referral ended. Source: the domain.',
  {
    SUPPORT_COMPLETED: { en: 'The support that was agreed has been given.', sv: 'Stödet genomfört' },
    PERSON_DECLINED: { en: 'The person did not want support.', sv: 'Personen tackade nej' },
    PERSON_UNREACHABLE: { en: 'The person could not be reached.', sv: 'Personen gick inte att nå' },
    MOVED_AWAY: { en: 'The person has left the area or the country.', sv: 'Personen har lämnat området' },
    DECLINE_CONFIRMED: {
      en: 'The recipient declined and the unit confirmed it.',
      sv: 'Avböjandet fastställt',
    },
    ENTERED_IN_ERROR: { en: 'The referral should never have been submitted.', sv: 'Felregistrerad' },
  },
);
export type ReferralOutcome = CodeOf<typeof REFERRAL_OUTCOME>;

/** Why a referral is returned, declined or withdrawn. */
export const REFERRAL_REASON = codeList(
  'ReferralReason',
  'Why a referral is returned, declined or withdrawn. Source: the domain.',
  {
    INSUFFICIENT_INFORMATION: {
      en: 'What was handed over is not enough to act on.',
      sv: 'Otillräckligt underlag',
    },
    OUTSIDE_AREA: { en: "The person is outside the recipient's area.", sv: 'Utanför området' },
    OUTSIDE_MANDATE: { en: "The matter is outside the recipient's mandate.", sv: 'Utanför uppdraget' },
    NO_CAPACITY: { en: 'The recipient cannot take it on in time.', sv: 'Saknar kapacitet' },
    DUPLICATE: { en: 'The same case has already been handed over.', sv: 'Dubblett' },
    ALREADY_KNOWN: { en: 'The recipient already gives the person support.', sv: 'Redan känd hos mottagaren' },
    SAFETY_RISK_TO_CONTACT: {
      en: 'Contact now would put the person at risk.',
      sv: 'Kontakt medför säkerhetsrisk',
    },
    OTHER: { en: 'A reason that none of the other values describes.', sv: 'Annan orsak' },
  },
);
export type ReferralReason = CodeOf<typeof REFERRAL_REASON>;

/** The person's consent to a hand-over. */
export const CONSENT_STATE = codeList(
  'ConsentState',
  "The person's consent, given per organisation and per service. Source: the domain.",
  {
    NOT_ASKED: { en: 'The person has not been asked.', sv: 'Inte tillfrågad' },
    GIVEN: { en: 'The person consents to the organisations and services named.', sv: 'Samtycke lämnat' },
    LIMITED: { en: 'The person consents to some of what was proposed only.', sv: 'Begränsat samtycke' },
    REFUSED: { en: 'The person was asked and does not consent.', sv: 'Samtycke nekat' },
    WITHDRAWN: { en: 'The person consented once and has taken it back.', sv: 'Samtycke återkallat' },
    NOT_REQUIRED_MINOR: {
      en: 'The person is under 18, so consent is not asked for.',
      sv: 'Krävs inte (under 18 år)',
    },
  },
);
export type ConsentState = CodeOf<typeof CONSENT_STATE>;

/** The purpose of the exploitation. */
export const EXPLOITATION_FORM = codeList(
  'ExploitationForm',
  'The form of exploitation that is suspected. Source: IC-TIP and CTDC.',
  {
    SEXUAL: {
      en: 'Sexual exploitation, in prostitution, pictures or before a camera.',
      sv: 'Sexuella ändamål',
    },
    FORCED_LABOUR: { en: 'Forced labour or services.', sv: 'Tvångsarbete' },
    FORCED_BEGGING: { en: 'Being made to beg.', sv: 'Tvång att tigga' },
    FORCED_CRIMINALITY: { en: 'Being made to commit crimes.', sv: 'Tvång att begå brott' },
    FORCED_MARRIAGE: { en: 'Being made to marry.', sv: 'Tvångsäktenskap' },
    SLAVERY_LIKE: {
      en: 'Slavery, servitude or practices similar to slavery.',
      sv: 'Slaveriliknande förhållanden',
    },
    ORGAN_REMOVAL: { en: 'Removal of organs.', sv: 'Organhandel' },
    OTHER: { en: 'A form that none of the other values describes.', sv: 'Annan form' },
    UNKNOWN: { en: 'The form is not known.', sv: 'Okänd form' },
  },
);
export type ExploitationForm = CodeOf<typeof EXPLOITATION_FORM>;

/** How the person is controlled. */
export const MEANS_OF_CONTROL = codeList(
  'MeansOfControl',
  'How the person is kept under control. Source: CTDC.',
  {
    DEBT_BONDAGE: { en: 'A debt that the person must work off.', sv: 'Skuldslaveri' },
    TAKES_EARNINGS: { en: "Taking the person's earnings.", sv: 'Tar inkomsterna' },
    RESTRICTS_FINANCIAL_ACCESS: {
      en: "Restricting the person's access to money or accounts.",
      sv: 'Begränsar tillgången till pengar',
    },
    THREATS: { en: 'Threats against the person or someone close.', sv: 'Hot' },
    PSYCHOLOGICAL_ABUSE: { en: 'Psychological abuse.', sv: 'Psykiskt våld' },
    PHYSICAL_ABUSE: { en: 'Physical abuse.', sv: 'Fysiskt våld' },
    SEXUAL_ABUSE: { en: 'Sexual abuse.', sv: 'Sexuellt våld' },
    FALSE_PROMISES: { en: 'False promises, of work, love, papers or money.', sv: 'Falska löften' },
    PSYCHOACTIVE_SUBSTANCES: { en: 'Alcohol, drugs or medicines.', sv: 'Alkohol, narkotika eller läkemedel' },
    RESTRICTS_MOVEMENT: { en: "Restricting the person's movement.", sv: 'Begränsar rörelsefriheten' },
    RESTRICTS_MEDICAL_CARE: { en: 'Keeping the person from medical care.', sv: 'Hindrar från vård' },
    EXCESSIVE_WORKING_HOURS: { en: 'Working hours beyond all reason.', sv: 'Orimliga arbetstider' },
    USES_CHILDREN: {
      en: "Using the person's children as a means of pressure.",
      sv: 'Utnyttjar barnen som påtryckning',
    },
    THREAT_OF_LAW_ENFORCEMENT: {
      en: 'Threats to report the person to the police or other authorities.',
      sv: 'Hot om anmälan till myndighet',
    },
    WITHHOLDS_NECESSITIES: {
      en: 'Withholding food, sleep, clothes or other necessities.',
      sv: 'Undanhåller mat, sömn eller annat nödvändigt',
    },
    WITHHOLDS_DOCUMENTS: {
      en: 'Withholding passport or other documents.',
      sv: 'Undanhåller pass eller handlingar',
    },
    OTHER: { en: 'A means that none of the other values describes.', sv: 'Annat kontrollmedel' },
    NOT_SPECIFIED: { en: 'Control is exercised, but by what means is not specified.', sv: 'Inte angivet' },
  },
);
export type MeansOfControl = CodeOf<typeof MEANS_OF_CONTROL>;

/** The ILO's eleven indicators. */
export const INDICATOR = codeList(
  'Indicator',
  'The eleven indicators of forced labour; signs to be weighed together, never a verdict. Source: ILO 2012.',
  {
    ABUSE_OF_VULNERABILITY: {
      en: "Advantage is taken of the person's vulnerable position.",
      sv: 'Utnyttjande av utsatthet',
    },
    DECEPTION: { en: 'What was promised is not what the person met.', sv: 'Vilseledande' },
    RESTRICTION_OF_MOVEMENT: { en: 'The person is not free to come and go.', sv: 'Begränsad rörelsefrihet' },
    ISOLATION: { en: 'The person is kept from contact with others.', sv: 'Isolering' },
    PHYSICAL_OR_SEXUAL_VIOLENCE: {
      en: 'The person is subjected to physical or sexual violence.',
      sv: 'Fysiskt eller sexuellt våld',
    },
    INTIMIDATION_AND_THREATS: { en: 'The person is intimidated or threatened.', sv: 'Hot och skrämsel' },
    RETENTION_OF_IDENTITY_DOCUMENTS: {
      en: "The person's identity documents are kept by someone else.",
      sv: 'Fråntagna id-handlingar',
    },
    WITHHOLDING_OF_WAGES: { en: 'Pay is withheld on purpose.', sv: 'Innehållen lön' },
    DEBT_BONDAGE: {
      en: 'The person works to pay off a debt that does not shrink as it should.',
      sv: 'Skuldslaveri',
    },
    ABUSIVE_CONDITIONS: {
      en: 'Living or working conditions are degrading or dangerous.',
      sv: 'Missförhållanden i arbete eller boende',
    },
    EXCESSIVE_OVERTIME: {
      en: 'The person must work far beyond the hours of law or agreement.',
      sv: 'Orimlig övertid',
    },
  },
);
export type Indicator = CodeOf<typeof INDICATOR>;

/** Broad origin, never a country. */
export const ORIGIN = codeList(
  'Origin',
  'Broad origin by citizenship, never a country. Source: the domain, after the groups of European Union statistics.',
  {
    SWEDEN: { en: 'A citizen of Sweden.', sv: 'Sverige' },
    OTHER_EU_EEA: { en: 'A citizen of another state of the EU or the EEA.', sv: 'Annat EU- eller EES-land' },
    NON_EU: { en: 'A citizen of a state outside the EU and the EEA.', sv: 'Land utanför EU och EES' },
    STATELESS: { en: 'A person without citizenship.', sv: 'Statslös' },
    UNKNOWN: { en: 'The origin is not known.', sv: 'Okänt' },
  },
);
export type Origin = CodeOf<typeof ORIGIN>;

/** What a person needs, which is also what an organisation offers. */
export const NEED = codeList(
  'Need',
  'What a person needs, and by the same words what an organisation offers. Source: the domain, after national referral mechanisms.',
  {
    SAFE_ACCOMMODATION: { en: 'Somewhere safe to live.', sv: 'Skyddat boende' },
    EMERGENCY_BASICS: {
      en: 'Food, clothes and other necessities at once.',
      sv: 'Mat, kläder och annat akut',
    },
    MEDICAL: { en: 'Medical care.', sv: 'Hälso- och sjukvård' },
    STI_TESTING: { en: 'Tests for sexually transmitted infections.', sv: 'Provtagning för könssjukdomar' },
    PSYCHOLOGICAL: { en: 'Psychological support or treatment.', sv: 'Psykologiskt stöd' },
    LEGAL_COUNSEL: { en: 'Advice from a lawyer, or counsel for an injured party.', sv: 'Juridiskt biträde' },
    INTERPRETATION: { en: 'An interpreter.', sv: 'Tolk' },
    FINANCIAL: { en: 'Money to live on.', sv: 'Ekonomiskt stöd' },
    CHILD_PROTECTION: {
      en: 'Protection of a child: the person, or a child of the person.',
      sv: 'Skydd för barn',
    },
    RESIDENCE_PERMIT_HELP: {
      en: 'Help with a reflection period or a residence permit.',
      sv: 'Hjälp med betänketid eller uppehållstillstånd',
    },
    POLICE_PROTECTION: { en: 'Protection by the police.', sv: 'Polisskydd' },
    RETURN_SUPPORT: { en: 'Support to return home safely and settle there.', sv: 'Stöd vid återvändande' },
    ADDICTION_CARE: { en: 'Care for addiction.', sv: 'Beroendevård' },
    EXIT_SUPPORT: { en: 'Support to leave prostitution.', sv: 'Stöd att lämna prostitution' },
    OTHER: { en: 'A need that none of the other values describes.', sv: 'Annat behov' },
  },
);
export type Need = CodeOf<typeof NEED>;

/** How soon someone must act. */
export const URGENCY = codeList('Urgency', 'How soon someone must act. Source: the domain.', {
  IMMEDIATE: { en: 'At once: the person is in danger now.', sv: 'Omedelbart' },
  WITHIN_24_HOURS: { en: 'Within 24 hours.', sv: 'Inom 24 timmar' },
  WITHIN_3_DAYS: { en: 'Within 3 days.', sv: 'Inom 3 dagar' },
  ROUTINE: { en: 'In the ordinary course of work.', sv: 'Inte brådskande' },
});
export type Urgency = CodeOf<typeof URGENCY>;

/** What stands above the decision of the person. */
export const CONSENT_OVERRIDE = codeList(
  'ConsentOverride',
  'Why somebody may take part although the person does not consent. Source: the domain.',
  {
    VITAL_INTEREST: { en: "The person's life or health is in danger.", sv: 'Vitalt intresse' },
    STATUTORY_DUTY: { en: 'A law requires it.', sv: 'Lagstadgad skyldighet' },
  },
);
export type ConsentOverride = CodeOf<typeof CONSENT_OVERRIDE>;
