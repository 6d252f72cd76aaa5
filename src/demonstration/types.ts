// The shapes of the demonstration data: plain input, checked and screened like any other when it is loaded.

export interface DemonstrationEntry {
  kind: 'TREND' | 'ALERT' | 'MEDIA_ANALYSIS' | 'REVIEW' | 'TOPIC_ANALYSIS' | 'REPORT';
  /** At most 200 characters. */
  title: string;
  /** At most 1,000 characters. */
  summary: string;
  /** At most 20,000 characters; paragraphs are separated by an empty line. */
  body: string;
  language: 'sv' | 'en';
  period: string;
  /** SCB codes; an empty list means the whole country. */
  regions: string[];
  arenas: string[];
  ageBands: string[];
  genders: string[];
  /** Free keywords in lower case, at most 8 of at most 50 characters. */
  topics: string[];
  direction: 'RISING' | 'STABLE' | 'FALLING' | 'UNCLEAR';
  confidence: 'LOW' | 'MEDIUM' | 'HIGH';
  countUnit: 'ADVERTS' | 'ADVERTISERS' | 'PERSONS_MET' | 'CONTACTS' | 'CALLS' | 'TIPS' | null;
  /** How it was found out. */
  method: string;
  /** What it covers and what it does not. */
  coverage: string;
  /** Read by the unit and other municipalities. */
  methodNotes: string | null;
  /** Citations, read by the unit, the police and other municipalities. */
  sources: string[];
  /** Read by the unit and the police. */
  policingNotes: string | null;
  /** Read by the unit, RFSU, RFSL and Smittskyddet. */
  healthNotes: string | null;
  /** Read by the unit, districts, other municipalities, RFSU and RFSL; never by the police. */
  outreachGuidance: string | null;
}

type DemonstrationNeed =
  | 'SAFE_ACCOMMODATION'
  | 'EMERGENCY_BASICS'
  | 'MEDICAL'
  | 'STI_TESTING'
  | 'PSYCHOLOGICAL'
  | 'LEGAL_COUNSEL'
  | 'INTERPRETATION'
  | 'FINANCIAL'
  | 'CHILD_PROTECTION'
  | 'RESIDENCE_PERMIT_HELP'
  | 'POLICE_PROTECTION'
  | 'RETURN_SUPPORT'
  | 'ADDICTION_CARE'
  | 'EXIT_SUPPORT'
  | 'OTHER';

interface DemonstrationConsent {
  state: 'GIVEN' | 'LIMITED';
  /** Organisation codes. */
  organisations: string[];
  services: DemonstrationNeed[];
  /** ISO 639-1: the language in which the consent text was read out. */
  language?: string;
  textVersion: string;
}

/** The input of one submitReferralFlag call. */
export interface DemonstrationFlag {
  route: 'REFERRAL' | 'NOTIFICATION';
  encounterWeek: string;
  encounterMunicipality: string;
  /** The code of a Stockholm district board. */
  encounterDistrict?: string;
  ageBand: string;
  gender: string;
  origin?: string;
  /** ISO 639-1. */
  languages?: string[];
  exploitationForm: string;
  indicators?: string[];
  meansOfControl?: string[];
  needs?: DemonstrationNeed[];
  healthNeeds?: DemonstrationNeed[];
  urgency: 'IMMEDIATE' | 'WITHIN_24_HOURS' | 'WITHIN_3_DAYS' | 'ROUTINE';
  consent?: DemonstrationConsent;
  minorReported?: boolean;
  safetyNote?: string;
  note?: string;
  policeCaseLink?: string;
}

/** The work that one organisation reports. */
export interface DemonstrationWork {
  /** The code of the organisation. */
  organisation: string;
  /** The inputs of its reportActivity calls. */
  reports: { month: string; municipality: string; kind: string; count: number; note?: string }[];
}

/** What one organisation contributes, and what the unit does with it: nothing yet, unless one of the two is there. */
export interface DemonstrationContribution {
  /** The code of the organisation. */
  organisation: string;
  /** The input of its contribute call. */
  input: {
    attribution: 'NAMED' | 'ANONYMOUS';
    title: string;
    text: string;
    period: string;
    regions: string[];
    arenas?: string[];
  };
  /** Why it is declined. */
  declined?: string;
  /** The correction that takes it up, of the entry with this title. */
  correction?: { entry: string; note: string; change: Partial<DemonstrationEntry> };
}

/** What one organisation says of the entry with this title. */
export interface DemonstrationVerdict {
  /** The code of the organisation. */
  organisation: string;
  entry: string;
  verdict: 'CONFIRMS' | 'CONTRADICTS' | 'NOT_SEEN';
  comment?: string;
}
