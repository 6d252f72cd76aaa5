const UNITS = ['noll', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio'];
const TEENS = ['tio', 'elva', 'tolv', 'tretton', 'fjorton', 'femton', 'sexton', 'sjutton', 'arton', 'nitton'];
const TENS = ['tjugo', 'trettio', 'fyrtio', 'femtio', 'sextio', 'sjuttio', 'åttio', 'nittio'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const OTHERS = {
  nolla: '0',
  oh: '0',
  en: '1',
  etta: '1',
  tva: '2',
  atta: '8',
  streck: '-',
  bindestreck: '-',
  dash: '-',
  plus: '+',
  punkt: '.',
  komma: ',',
  snedstreck: '/',
};
const ORDINALS = (
  'första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde ' +
  'sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra tjugotredje tjugofjärde tjugofemte tjugosjätte tjugosjunde ' +
  'tjugoåttonde tjugonionde trettionde trettioförsta'
).split(' ');

// Swedes read telephone numbers and dates of birth aloud in pairs ("tolv trettiofyra"), so tens count too.
const tensWithUnits = TENS.flatMap((ten, index): [string, string][] => [
  ...UNITS.map((unit, value): [string, string] => [ten + (value ? unit : ''), `${index + 2}${value}`]),
  [`${ten}en`, `${index + 2}1`],
]);
const BELOW_HUNDRED: [string, string][] = [
  ...UNITS.map((word, value): [string, string] => [word, String(value)]),
  ...TEENS.map((word, value): [string, string] => [word, String(value + 10)]),
  ...tensWithUnits,
];
const years = ([start, century]: readonly [string, string]): [string, string][] =>
  BELOW_HUNDRED.map(([word, figures]) => [start + word, century + figures.padStart(2, '0')]);

const FIGURES = new Map<string, string>([
  ...BELOW_HUNDRED,
  ...ENGLISH.map((word, value): [string, string] => [word, String(value)]),
  ...ORDINALS.map((word, index): [string, string] => [word, String(index + 1)]),
  ...([['nittonhundra', '19'], ['tjugohundra', '20'], ['tvåtusen', '20']] as const).flatMap(years), // prettier-ignore
  ...Object.entries(OTHERS),
]);

const longestFirst = BELOW_HUNDRED.map(([word]) => word).sort((a, b) => b.length - a.length);
const PART = new RegExp(longestFirst.join('|'), 'g');
const GLUED = new RegExp(`^(?:${longestFirst.join('|')}){2,40}$`);
const LONGEST_WORD = Math.max(...[...FIGURES.keys()].map((word) => word.length));

/** The figures that a word stands for: "sju" is 7, "trettiofyra" 34, "nollsju" 07, "streck" a dash. */
export function figuresOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (lower.length <= LONGEST_WORD && FIGURES.has(lower)) return FIGURES.get(lower);
  return GLUED.test(lower) ? lower.replace(PART, (part) => FIGURES.get(part) ?? part) : undefined;
}
