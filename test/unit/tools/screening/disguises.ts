import type { Random } from './random.js';

const DIGITS = ['noll', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio'];
const INVISIBLE = ['\u200B', '\u200C', '\u200D', '\u2060', '\u00AD', '\uFEFF'];

const spelled = (text: string): string =>
  text
    .replace(/(?<=\d)\.(?=\d)/g, ' punkt ')
    .replace(/(?<=\d),(?=\d)/g, ' komma ')
    .replace(/\d/g, (digit) => ` ${DIGITS[Number(digit)]} `)
    .replace(/ +/g, ' ')
    .trim();

/** How a writer may try to slip an identifier past a reader who looks for its usual form. */
export const DISGUISES = {
  none: (text: string) => text,
  'spaces between all': (text: string) => [...text].join(' '),
  'dots between all': (text: string) => [...text].join('.'),
  'digits in words': spelled,
  'invisible characters': (text: string, random: Random) => [...text].join(random.pick(INVISIBLE)),
  'full-width': (text: string) =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  'letters for digits': (text: string) => text.replaceAll('0', 'O').replaceAll('1', 'l'),
  'other digits': (text: string) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  'words for signs': (text: string, random: Random) =>
    text
      .replaceAll('@', random.pick([' (at) ', '[at]', ' snabel-a ', ' at ', '(snabel-a)']))
      .replaceAll('.', random.pick([' (punkt) ', '[.]', '[dot]', ' punkt ', ' dot '])),
} as const;

export type Disguise = keyof typeof DISGUISES;
