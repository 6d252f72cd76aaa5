/** Crockford's base 32: no I, L, O or U, so nothing that is heard or read as something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PREFIX = 'SV';
const PAYLOAD_LENGTH = 7;

// x^5 + x^2 + 1 is primitive over GF(2), so the weights alpha^0 .. alpha^7 all differ: an error in one character changes the
// sum by a non-zero multiple of a weight, a swap of two by the product of two non-zero differences. Neither can come to zero.
const POLYNOMIAL = 0b100101;

// Any start value detects as much. This one makes eight zeros, the likeliest filler, no reference, and it makes the example
// SV-7Q4K-2M9D one.
const START = 28;

function timesAlpha(value: number): number {
  const doubled = value << 1;
  return doubled & 0b100000 ? doubled ^ POLYNOMIAL : doubled;
}

/** The weighted sum over GF(32), in which addition is XOR; a whole code sums to zero. */
function checksum(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => timesAlpha(sum) ^ digit, START);
}

function format(code: string): string {
  return `${PREFIX}-${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A new referral reference such as `SV-7Q4K-2M9D`: seven random characters and a check character, nothing else. */
export function makeReference(randomBytes: (n: number) => Uint8Array): string {
  const payload = [...randomBytes(PAYLOAD_LENGTH)].map((byte) => byte % ALPHABET.length);
  if (payload.length !== PAYLOAD_LENGTH) throw new RangeError('Wrong number of random bytes');
  const check = timesAlpha(checksum(payload));
  return format([...payload, check].map((digit) => ALPHABET.charAt(digit)).join(''));
}

/**
 * A reference as it is stored, from one as it is typed: in lower case, with spaces or without dashes, O for 0, I or L for 1,
 * with or without the prefix. Null when it is no reference or the check character does not agree.
 */
export function normaliseReference(text: string): string | null {
  const typed = text.replace(/[\s\p{Pd}]/gu, '');
  const match = /^(?:SV)?([0-9A-Z]{8})$/.exec(/^[0-9A-Za-z]*$/.test(typed) ? typed.toUpperCase() : '');
  const code = match?.[1]?.replaceAll('O', '0').replace(/[IL]/g, '1');
  if (!code) return null;
  const digits = [...code].map((character) => ALPHABET.indexOf(character));
  return !digits.includes(-1) && checksum(digits) === 0 ? format(code) : null;
}
