import { describe, expect, test } from '@jest/globals';
import { screenText } from '../../src/domain/screening/screen.js';

const TODAY = new Date('2026-08-01T12:00:00Z');

// No one's: 121212-1212 is the customary specimen, the other personal numbers have a wrong check digit, and the Swedish
// telephone numbers are those that the Post and Telecom Authority keeps for fiction. One sentence a line.
const SENTENCES: Record<string, string> = {
  PERSONAL_NUMBER: `
Kvinnan har personnummer 191212121212 enligt akten.
Gäller 121212-1212, bosatt i Malmö.
Gäller 19121212-1212.
Pnr: 1212121212
Han (19121212 1212) avvek i går.
Uppgiften är 12 12 12 12 12.
Skrivet 1912-12-12-1212 i marginalen.
Skrivet 1 2 1 2 1 2 - 1 2 1 2 i marginalen.
Skrivet 1.2.1.2.1.2.1.2.1.2 i marginalen.
Samordningsnummer 850263-1234 tilldelades.
En hundraåring, 121212+1212.
Fel kontrollsiffra men 850203-1234 ändå.
Personnumret är 8502031234, dubbelkolla.
Född 850203 1234.
Dolt 1\u200B2\u200B1\u200B2\u200B12-12\u00AD12 i texten.
Brett １２１２１２－１２１２ i texten.
Med arabiska siffror ١٢١٢١٢-١٢١٢.
Med bokstäver l2l2l2-l2l2.
ett två ett två ett två ett två ett två
åtta fem noll två noll tre streck ett två tre fyra
Reservnummer 850203-T123.
Sista fyra är 1234.`,
  BIRTH_DATE: `
Flickan är född 2008-02-03.
Född den 3 februari 2008 i Rumänien.
En man f. 850203, okänd adress.
Födelsedatum: 3/2 1985
Födelsedatum: 03.02.1985
Uppger 19850203 som ålder.
Kvinnan (1985-02-03 är födelsedatum) syntes igen.
She was born on 3 February 1985.
She was born February 3rd, 1985.
DOB 1985-02-03
Personen, 850203-XXXX, är känd.
Kvinna 850203 bor i Malmö.
En man, 1985-02-03, greps.
född åtta fem noll två noll tre
född 8 5 0 2 0 3`,
  PHONE: `
Hon nås på 070-174 06 05.
Hon nås på 0701740605 efter kl. 18.
Annonsen visar 070 1740 605 som kontakt.
Annonsen visar +46 70 174 06 05 som kontakt.
Annonsen visar +46 (0)70-174 06 05 som kontakt.
Annonsen visar 0046701740605 som kontakt.
Annonsen visar 46701740605 som kontakt.
Annonsen visar 0 7 0 1 7 4 0 6 0 5 som kontakt.
Annonsen visar 0.7.0.1.7.4.0.6.0.5 som kontakt.
Annonsen visar O7O-174 O6 O5 som kontakt.
Annonsen visar ０７０１７４０６０５ som kontakt.
Annonsen visar 07\u200D01\u20607406\uFEFF05 som kontakt.
Annonsen visar 0️⃣7️⃣0️⃣1️⃣7️⃣4️⃣0️⃣6️⃣0️⃣5️⃣ som kontakt.
Tfn: 08-465 004 00
Växeln (08) 465 004 00 svarar.
Ring 031-390 06 00 eller 040-628 04 01.
Tel 465 004 00
Sms:a 1234567
Numret är rumänskt: +40 721 234 567.
Numret är +44 7911 123456, brittiskt.
noll sju noll ett sju fyra noll sex noll fem
noll sjuttio, hundra nej, noll sjuttio sjutton fyrtio sextio fem
Annonsen visar zero seven zero one seven four zero six zero five.
noll sju noll 174 06 05`,
  EMAIL: `
Skriv till lisa.ros@example.com så snart.
Skriv till lisa.ros (at) example.com så snart.
Skriv till lisa.ros[at]example[dot]com så snart.
Skriv till lisa snabel-a example punkt se så snart.
Skriv till lisa at example dot com så snart.
Skriv till lisa @ example . com så snart.
Skriv till lisa＠example.com så snart.
Skriv till li\u200Bsa@exam\u00ADple.com så snart.
Skriv till lisa@exаmple.com med kyrilliskt a.
Skriv till lisa(a)example.se så snart.`,
  URL: `
Se https://example.com/annons/12345.
Se hxxps://example[.]com/annons.
Se www.example.se i dag.
Se www. example.se i dag.
Annonsen låg på eskortsida.se i dag.
Annonsen låg på eskortsida dot com i dag.
Annonsen låg på eskortsida[.]se i dag.
Annonsen låg på t.me/lisaros i dag.
Annonsen låg på expyuzz4wqqyqhjn.onion i dag.
Länken tg://resolve?domain=lisa sparades.`,
  IP_ADDRESS: `
Loggad från 192.0.2.17 i natt.
Loggad från 2001:db8::17.
Loggad från 192[.]0[.]2[.]17.
IP 1.1.1.1`,
  HANDLE: `
Kontot @lisa_ros följer flera.
telegram: lisaros
Hon skriver på Telegram: lisa_ros99 om kvällarna.
snap: lisan
Hennes kik lisaros.
insta lisa.rosen svarar
tg lisaros
Wickr: nattros
Kontakt sker på Signal: Nattros
Vi har fått telegram: nattros från en annonsör.
Hennes snap är nattros.
whatsapp nattros88
Snapchatkonto: nattros
hennes användarnamn är natt_ros
Username: nattros
tele\u200Bgram: natt\u200Bros`,
  IBAN: `
Betalt till SE45 5000 0000 0583 9825 7466 i mars.
iban gb82west12345698765432
Konto SE4550000000058398257466.`,
  SWISH_NUMBER: `
Swish 123 456 78 90
Swisha 1234567890.
Betalning till 123-456 78 90.`,
  CAR_PLATE: `
En svart skåpbil, ABC 12D, stod där.
Regnr mlb 842.
Bilen MLB842 lämnade platsen.
MLB-842 i rött
volvo dnr 842`,
  COORDINATES: `
Platsen är 59.3293, 18.0686.
Platsen är 59,32938 18,06871.
Platsen är 59°19'45"N 18°4'7"E.
GPS 59.329, 18.068
N 59.329° E 18.068°
Sweref N 6580822 E 674032`,
  STREET_ADDRESS: `
Hon bor på Storgatan 5.
bor på storgatan 5 i Malmö
Lägenheten på Norra Hamngatan 71 C används.
Adressen är Karl Johans väg 11A.
Kvarnplan 2, 3 tr
Box 123, 114 79 Stockholm
41118 GÖTEBORG
SE-211 20 Malmö`,
  BANK_ACCOUNT: `
Bankgiro 991-2346
Plusgiro 12 34 56-7
kontonummer 9999-9 123 456 789-0`,
  PERSON_NAME: `
Hon heter Maria.
Hon heter maria och är 19.
Flickan kallar sig Jessica i annonsen.
Kvinnan kallas "Bella".
Mannen som driver sidan heter Ali.`,
};

const ROWS = Object.entries(SENTENCES).flatMap(([kind, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line): [string, string] => [kind, line]),
);

describe('identifiers are found', () => {
  test.each(ROWS)('%s: %s', (kind, text) => {
    expect(screenText(text, TODAY)).toContain(kind);
  });
});

describe('the answer', () => {
  test('what is not text is an error, not a pass', () => {
    expect(() => screenText(undefined as unknown as string)).toThrow(TypeError);
  });

  test('several kinds come in the order of the code list', () => {
    expect(screenText('lisa@example.com, 070-174 06 05, 121212-1212', TODAY)).toEqual([
      'PERSONAL_NUMBER',
      'PHONE',
      'EMAIL',
    ]);
  });
});
