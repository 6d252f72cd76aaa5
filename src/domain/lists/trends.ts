import { codeList, type CodeOf } from '../code-list.js';

/** Where an advert or a contact was seen. */
export const ARENA = codeList('Arena', 'The kind of place where contact is made. Source: the domain.', {
  ESCORT_SITE: { en: 'A website made for escort adverts.', sv: 'Eskortsajt' },
  CLASSIFIED_ADS: { en: 'A website of classified adverts of any kind.', sv: 'Annonssajt' },
  COMMUNITY: { en: 'A web community or forum with profiles and guest books.', sv: 'Community' },
  SOCIAL_MEDIA: {
    en: 'A social network or a platform for sharing pictures and clips.',
    sv: 'Sociala medier',
  },
  MESSAGING_APP: {
    en: 'An application for messages, including its open groups and channels.',
    sv: 'Meddelandeapp',
  },
  DATING_APP: { en: 'An application or website for dating.', sv: 'Dejtingapp' },
  SUGAR_DATING: { en: 'A service for dating against money or gifts.', sv: 'Sugardejting' },
  LIVE_CAM_OR_SUBSCRIPTION: {
    en: 'A service for live camera or for paid subscriptions to sexual content.',
    sv: 'Webbkamera eller prenumerationssajt',
  },
  MASSAGE_LISTING: { en: 'A listing of massage parlours or masseurs.', sv: 'Massageannons' },
  GAMING: { en: 'An online game, or a chat connected with games.', sv: 'Spelplattform' },
  STREET: { en: 'The street or another public place outdoors.', sv: 'Gata' },
  INDOOR: { en: 'A flat, a hotel or another place indoors.', sv: 'Inomhus (lägenhet, hotell)' },
  RESTAURANT_OR_BAR: { en: 'A restaurant, bar or club.', sv: 'Restaurang eller bar' },
  OTHER: { en: 'A known arena that none of the other values describes.', sv: 'Annan arena' },
  UNKNOWN: { en: 'The arena is not known.', sv: 'Okänd arena' },
});
export type Arena = CodeOf<typeof ARENA>;

/** Collection bands of age; statistics use coarser groups. */
export const AGE_BAND = codeList(
  'AgeBand',
  'Age in bands, as presented or believed, never a birth date. Source: the domain, with the limits 15 and 18 of Swedish law.',
  {
    UNDER_15: { en: 'Under 15 years old, as presented or believed.', sv: 'Under 15 år' },
    AGE_15_17: { en: '15 to 17 years old, as presented or believed.', sv: '15–17 år' },
    AGE_18_20: { en: '18 to 20 years old, as presented or believed.', sv: '18–20 år' },
    AGE_21_24: { en: '21 to 24 years old, as presented or believed.', sv: '21–24 år' },
    AGE_25_34: { en: '25 to 34 years old, as presented or believed.', sv: '25–34 år' },
    AGE_35_PLUS: { en: '35 years old or older, as presented or believed.', sv: '35 år eller äldre' },
    UNKNOWN: { en: 'The age is neither presented nor possible to judge.', sv: 'Okänd ålder' },
  },
);
export type AgeBand = CodeOf<typeof AGE_BAND>;

/** Gender as presented. */
export const GENDER = codeList('Gender', 'Gender as presented or stated. Source: the domain.', {
  WOMAN: { en: 'A woman or a girl.', sv: 'Kvinna eller flicka' },
  MAN: { en: 'A man or a boy.', sv: 'Man eller pojke' },
  OTHER: { en: 'Another gender than woman or man.', sv: 'Annat' },
  UNKNOWN: { en: 'The gender is not known or was not noted.', sv: 'Okänt eller inte noterat' },
});
export type Gender = CodeOf<typeof GENDER>;

/** What happened to an advert in the week of the observation. */
export const ADVERT_CHANGE = codeList(
  'AdvertChange',
  'What an observation saw happen to an advert during its week. Source: the domain.',
  {
    APPEARED: { en: 'The advert was new this week.', sv: 'Tillkommen' },
    PRESENT: { en: 'The advert was there before and still is.', sv: 'Kvarstående' },
    REMOVED: { en: 'The advert was there before and is gone.', sv: 'Borttagen' },
  },
);
export type AdvertChange = CodeOf<typeof ADVERT_CHANGE>;

/** What the figures of a trend entry count. */
export const COUNT_UNIT = codeList(
  'CountUnit',
  'What was counted, since one person may have many adverts. Source: the domain.',
  {
    ADVERTS: { en: 'Adverts, so that a person with several adverts counts several times.', sv: 'Annonser' },
    ADVERTISERS: { en: 'Advertisers, each counted once however many adverts they have.', sv: 'Annonsörer' },
    PERSONS_MET: { en: 'Persons met, each counted once in the period.', sv: 'Personer som mötts' },
    CONTACTS: { en: 'Contacts, so that a person met twice counts twice.', sv: 'Kontakter' },
    CALLS: { en: 'Calls or chats received.', sv: 'Samtal' },
    TIPS: { en: 'Tips received from others.', sv: 'Tips' },
  },
);
export type CountUnit = CodeOf<typeof COUNT_UNIT>;

/** Which way a trend moves. */
export const DIRECTION = codeList(
  'Direction',
  'Which way a trend moves, compared with the period before. Source: the domain.',
  {
    RISING: { en: 'More than before.', sv: 'Ökande' },
    STABLE: { en: 'About as much as before.', sv: 'Oförändrat' },
    FALLING: { en: 'Less than before.', sv: 'Minskande' },
    UNCLEAR: { en: 'What was seen does not tell the direction.', sv: 'Oklart' },
  },
);
export type Direction = CodeOf<typeof DIRECTION>;

/** How sure the publisher is. */
export const CONFIDENCE = codeList(
  'Confidence',
  'How sure the unit is of what a trend entry states. Source: the domain.',
  {
    LOW: { en: 'Single or uncertain sightings; may well turn out otherwise.', sv: 'Låg' },
    MEDIUM: { en: 'Several sightings that agree, but from one source or method.', sv: 'Medel' },
    HIGH: { en: 'Sightings that agree from several independent sources or methods.', sv: 'Hög' },
  },
);
export type Confidence = CodeOf<typeof CONFIDENCE>;

/** What sort of knowledge a trend entry is. */
export const TREND_KIND = codeList(
  'TrendKind',
  'What sort of knowledge a trend entry holds. Source: the domain.',
  {
    TREND: { en: 'A development followed over time.', sv: 'Trend' },
    ALERT: { en: 'Something new that partners should know at once.', sv: 'Varning' },
    MEDIA_ANALYSIS: { en: 'An analysis of how media describe or show the matter.', sv: 'Medieanalys' },
    REVIEW: {
      en: 'A review of literature, websites or programmes.',
      sv: 'Recension eller omvärldsbevakning',
    },
    TOPIC_ANALYSIS: { en: 'An analysis of one topic in depth.', sv: 'Temaanalys' },
    REPORT: { en: 'A periodical or concluding report.', sv: 'Rapport' },
  },
);
export type TrendKind = CodeOf<typeof TREND_KIND>;

/** Where a trend entry stands between draft and withdrawal. */
export const TREND_STATUS = codeList('TrendStatus', 'The state of a trend entry. Source: the domain.', {
  DRAFT: { en: 'Being written; seen by the unit alone.', sv: 'Utkast' },
  PUBLISHED: { en: 'Published; each published revision stays citable as it is.', sv: 'Publicerad' },
  WITHDRAWN: { en: 'Published once and then withdrawn; no longer to be relied upon.', sv: 'Återkallad' },
});
export type TrendStatus = CodeOf<typeof TREND_STATUS>;

/** The orders in which trend entries can be listed. */
export const TREND_ENTRY_ORDER = codeList(
  'TrendEntryOrder',
  'The order of a list of trend entries. Source: the contract.',
  {
    PUBLISHED_AT_DESC: { en: 'Newest publication first.', sv: 'Nyast först' },
    PUBLISHED_AT_ASC: { en: 'Oldest publication first.', sv: 'Äldst först' },
    RELEVANCE: { en: 'Best match of `search` first; only together with `search`.', sv: 'Relevans' },
  },
);
export type TrendEntryOrder = CodeOf<typeof TREND_ENTRY_ORDER>;

/** The fields that a revision can change: the code of each is the name of its column, in capitals. */
export const TREND_ENTRY_FIELD = codeList(
  'TrendEntryField',
  'A field of a trend entry that a revision can change. Each reader has the words for the fields that it may read. Source: the fields of TrendEntry.',
  {
    KIND: { en: 'What sort of knowledge it is.', sv: 'Slag' },
    TITLE: { en: 'The title.', sv: 'Rubrik' },
    SUMMARY: { en: 'The summary.', sv: 'Ingress' },
    BODY: { en: 'The whole text.', sv: 'Text' },
    LANGUAGE: { en: 'The language of the texts.', sv: 'Språk' },
    PERIOD: { en: 'The time that it is about.', sv: 'Period' },
    REGIONS: { en: 'The places that it is about.', sv: 'Platser' },
    ARENAS: { en: 'Where it was seen.', sv: 'Arenor' },
    AGE_BANDS: { en: 'The ages that it is about.', sv: 'Åldrar' },
    GENDERS: { en: 'The genders that it is about.', sv: 'Kön' },
    TOPICS: { en: 'The keywords.', sv: 'Ämnesord' },
    DIRECTION: { en: 'Which way it moves.', sv: 'Riktning' },
    CONFIDENCE: { en: 'How sure the unit is.', sv: 'Säkerhet' },
    COUNT_UNIT: { en: 'What was counted.', sv: 'Räkneenhet' },
    METHOD: { en: 'How it was found out.', sv: 'Metod' },
    COVERAGE: { en: 'What the method covers, and what it misses.', sv: 'Täckning' },
    METHOD_NOTES: { en: 'Caveats about the method.', sv: 'Metodanmärkningar' },
    SOURCES: { en: 'The sources.', sv: 'Källor' },
    POLICING_NOTES: { en: 'The notes for the police.', sv: 'Anmärkningar för polisen' },
    HEALTH_NOTES: { en: 'The notes about health.', sv: 'Anmärkningar om hälsa' },
    OUTREACH_GUIDANCE: { en: 'The guidance for outreach.', sv: 'Råd för uppsökande arbete' },
  },
);
export type TrendEntryField = CodeOf<typeof TREND_ENTRY_FIELD>;
