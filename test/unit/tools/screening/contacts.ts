// How to reach somebody. Telephone numbers are those that the Post and Telecom Authority (PTS) and Ofcom keep for fiction;
// domains (RFC 2606) and addresses (RFC 5737, RFC 3849) are those kept for examples.
import type { Random } from './random.js';

const SERIES = [
  ['070', '17406'],
  ['08', '465004'],
  ['031', '39006'],
  ['040', '62804'],
  ['0980', '3192'],
] as const;

const GROUPS: Readonly<Record<number, RegExp>> = {
  6: /(\d\d)(\d\d)(\d\d)/,
  7: /(\d{3})(\d\d)(\d\d)/,
  8: /(\d{3})(\d{3})(\d\d)/,
};
const inGroups = (digits: string): string => digits.replace(GROUPS[digits.length]!, '$1 $2 $3');

export function swedishPhone(random: Random): string {
  const [area, start] = random.pick(SERIES);
  const rest = start + String(random.int(5, 99)).padStart(2, '0');
  const abroad = area.slice(1);
  return random.pick([
    `${area}-${rest}`,
    `${area}${rest}`,
    `${area}-${inGroups(rest)}`,
    `${area} ${inGroups(rest)}`,
    `${area}/${rest}`,
    `(${area}) ${inGroups(rest)}`,
    `${area}.${rest.slice(0, 3)}.${rest.slice(3)}`,
    `${area} - ${inGroups(rest)}`,
    `+46 ${abroad} ${inGroups(rest)}`,
    `+46${abroad}${rest}`,
    `+46 (0)${abroad}-${inGroups(rest)}`,
    `0046 ${abroad} ${rest}`,
    `0046${abroad}${rest}`,
  ]);
}

// Abroad only Britain and North America keep numbers for fiction; the others have an unassigned look of the right length.
export function foreignPhone(random: Random): string {
  const digits = (count: number): string => random.digits(count);
  return random.pick([
    `+44 7700 900${digits(3)}`,
    `+447700900${digits(3)}`,
    `0044 7700 900${digits(3)}`,
    `+44 20 7946 0${digits(3)}`,
    `+1 202-555-01${digits(2)}`,
    `+1 (212) 555-01${digits(2)}`,
    `+40 712 000 ${digits(3)}`,
    `+40712000${digits(3)}`,
    `0040 712 000 ${digits(3)}`,
    `+234 803 000 0${digits(3)}`,
    `+48 500 000 ${digits(3)}`,
    `+380 50 000 0${digits(3)}`,
    `+49 1512 0000${digits(3)}`,
    `+66 81 000 0${digits(3)}`,
  ]);
}

const WORDS = 'natt ros lisa elena stjarna vinter katt mira sommar luna'.split(' ');
const DOMAINS = ['example.com', 'example.org', 'example.net', 'post.example.com'];

export function email(random: Random): string {
  const [first, second] = [random.pick(WORDS), random.pick(WORDS)];
  const name = random.pick([
    first,
    `${first}.${second}`,
    `${first}_${second}${random.digits(2)}`,
    `${first}-${second}`,
  ]);
  return `${name}@${random.pick(DOMAINS)}`;
}

export function url(random: Random): string {
  const [domain, word] = [random.pick(DOMAINS), random.pick(WORDS)];
  return random.pick([
    `https://${domain}/annons/${random.digits(5)}`,
    `http://www.${domain}/${word}`,
    `www.${domain}`,
    `${domain}/${word}`,
    domain,
    `https://t.me/${word}${random.digits(3)}`,
    `${word}.${domain}?id=${random.digits(4)}`,
  ]);
}

export function ipAddress(random: Random): string {
  const host = random.int(1, 254);
  return random.pick([
    `192.0.2.${host}`,
    `198.51.100.${host}`,
    `203.0.113.${host}`,
    `192.0.2.${host}:8080`,
    `2001:db8::${host.toString(16)}`,
    `2001:db8:0:1:${host.toString(16)}:2:3:4`,
  ]);
}

/** An address of version 4, whose numbers can be read aloud. */
export function spokenAddress(random: Random): string {
  return `${random.pick(['192.0.2', '198.51.100', '203.0.113'])}.${random.int(1, 254)}`;
}

export function userName(random: Random): string {
  const [first, second] = [random.pick(WORDS), random.pick(WORDS)];
  return random.pick([
    `${first}_${second}`,
    `${first}${second}${random.digits(2)}`,
    `${first}.${second}`,
    `${first}${second}`,
    `${first}_${random.digits(4)}`,
  ]);
}

const PLATFORMS = 'telegram snap snapchat kik insta instagram whatsapp tiktok wickr viber ig tg'.split(' ');

export function handle(random: Random): string {
  const [platform, name] = [random.pick(PLATFORMS), userName(random)];
  const title = platform[0]!.toUpperCase() + platform.slice(1);
  return random.pick([
    `@${name}`,
    `${platform}: ${name}`,
    `${title}: ${name}`,
    `${platform} @${name}`,
    `${platform}=${name}`,
    `${title} – ${name}`,
    `${platform}konto ${name}`,
    `användarnamn: ${name}`,
  ]);
}
