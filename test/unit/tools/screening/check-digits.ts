// Check digits, computed here and not by what is under test.

/** The tenth digit of a personal number, and the last of a giro number (Luhn, ISO/IEC 7812-1 annex B). */
export function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** An IBAN of a country and account, with its two check digits (ISO 13616, mod 97-10). */
export function ibanOf(country: string, account: string): string {
  const figures = [...`${account}${country}00`].map((character) => parseInt(character, 36)).join('');
  return `${country}${String(98n - (BigInt(figures) % 97n)).padStart(2, '0')}${account}`;
}
