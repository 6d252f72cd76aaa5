// What digests say, in both of their languages.
export const LANGUAGES = ['sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Words {
  readonly entries: string;
  readonly releases: string;
  readonly contributions: string;
  readonly referrals: string;
  readonly published: string;
  readonly corrected: string;
  readonly withdrawn: string;
  readonly nothing: string;
  readonly released: (period: string) => string;
  readonly referralsWithNews: (count: number) => string;
  readonly more: (count: number) => string;
  readonly newFor: (organisation: string) => string;
  readonly newSince: (date: string, organisation: string) => string;
  readonly week: (year: string, number: string) => string;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  sv: {
    entries: 'Kunskap',
    releases: 'Statistik',
    contributions: 'Bidrag',
    referrals: 'Ärenden',
    published: 'Nytt',
    corrected: 'Rättat',
    withdrawn: 'Återtaget',
    nothing: 'Inget nytt.',
    released: (period) => `Ny statistik till och med ${period}`,
    referralsWithNews: (count) =>
      `${count} ${count === 1 ? 'ärende' : 'ärenden'} har något nytt. Läs i er klient.`,
    more: (count) => `och ${count} till`,
    newFor: (organisation) => `Nytt för ${organisation}`,
    newSince: (date, organisation) => `Nytt sedan ${date} för ${organisation}`,
    week: (year, number) => `Vecka ${number}, ${year}`,
  },
  en: {
    entries: 'Knowledge',
    releases: 'Statistics',
    contributions: 'Contributions',
    referrals: 'Referrals',
    published: 'New',
    corrected: 'Corrected',
    withdrawn: 'Withdrawn',
    nothing: 'Nothing new.',
    released: (period) => `New statistics up to ${period}`,
    referralsWithNews: (count) =>
      `${count} ${count === 1 ? 'referral has' : 'referrals have'} something new. Read in your client.`,
    more: (count) => `and ${count} more`,
    newFor: (organisation) => `New for ${organisation}`,
    newSince: (date, organisation) => `New since ${date} for ${organisation}`,
    week: (year, number) => `Week ${number}, ${year}`,
  },
};
