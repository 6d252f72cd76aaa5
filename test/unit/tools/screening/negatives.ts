// What names no one: years, counts, shares, law sections, file numbers of public documents, places, names of projects.
import { readdirSync, readFileSync } from 'node:fs';

/** Sentences written for this project, of the kinds that look most like identifiers. */
export const WRITTEN = `
Kompetensfonden beviljade 500 tkr för kartläggningen.
Projektet startar den 1 mars 2005 och avslutas den 28 februari 2006.
Tjänsteutlåtande 2005-02-25, nämndens möte 2005-03-15.
DNR 106-637/2004
Dnr 3.1-412/2024, dnr SON 2024/518 och A524.186/2023 rör samma fråga.
Remiss av motion (2004:62) med svar senast den 31 mars 2005.
Delrapporten från 2004-11-22 ligger som bilaga 1.
Under perioden 2004-2006 växte annonserna från 185 000 till 252 000.
En sökning gav 252 miljoner träffar, en annan 86 miljoner och den svenska 185.000 träffar.
Lön heltid 22.000:- per månad, totalt 375.000:- inklusive avgifter.
Abonnemang 2 år 50.000:- (1 år 40.000:-, 2 år 50.000:-), totalt 500.000:-
Kostnaden blev 1 250 000 kronor, varav 701 234 000 öre räknades två gånger.
Enligt 5 kap. 15 § SoL (2025:400) ska uppgiften prövas.
Prop. 2025/26:12, SOU 2023:98 och bet. 2024/25:JuU14 behandlar frågan.
BRB 6 kap. 11 § och 4 kap. 1 a § är aktuella, liksom SFS 2025 nummer 400.
Se 26 kap. 1-3 §§ OSL (2009:400) samt 10 kap. 18 c §.
Vecka 2026-W31 sågs 14 annonser, mot 9 i 2026-W30.
Överlämnat med referens SV-7Q4K-2M9D till polisen.
Ärendet SV-0701-2345 är avslutat.
Andelen steg från 12,5 % till 18,75 procent (p = 0.0312, tidigare 0.0456).
Var femte man under 35 år hade besökt kontaktsidor.
Verksamheten riktar sig till kvinnor i åldern 18-40 år.
Jourtelefonen är bemannad kl. 08.30-16.30, tisdagar 09.00 - 12.00 och torsdagar 0830-1630.
Mötet hålls 2026-08-15 08.30 och följs upp 2026-08-22 1300.
Ring 112 vid fara, 114 14 i övriga fall, eller 116 000 om ett barn saknas.
Vid frågor om vård svarar 1177 och Kvinnofridslinjen.
Kontakten sker på telegram och via snap, sällan på Instagram.
Telegram: kanaler med många medlemmar tar över efter öppna annonser.
Annonserna hänvisar till WhatsApp, Signal eller Snapchat 2026 i högre grad än 2024.
En tidig signal: oro från skolpersonal i tre kommuner.
Telegram, TikTok och WhatsApp dominerar; Snapchat är krypterat. Telegramkontot är stängt.
Många använder insta dagligen, tiktok ibland.
Snapchat används mest av 15-17-åringar. Kik ökar.
På Östermalm, i Hägersten och Rinkeby ser mönstret likadant ut.
Prostitutionsgruppen i Göteborg skickade elektroniska vykort till annonsörer.
Åtta myndigheter deltar, bl.a. Migrationsverket och Rikskriminalpolisen, t.ex. genom s.k. styrgrupper m.m.
Två av tre, eller sex av nio, angav en, två, tre eller fyra vägar in i sex mot ersättning.
Sex, sju eller åtta fall i Malmö, fem i Lund, nio i Skåne i övrigt.
Betyg på skalan 0 1 2 3 4 5 6 7 8 9 10 samlades in, med svaren 4, 5, 3, 4, 2, 5.
Åldrarna var 0, 1, 2, 3, 4, 5, 6, 7, 8 och 9 år.
Tabell: 12 45 07 19 88 23 11 04 31 02 09 17 22 05 08 14 06 03 10 01
2021 2022 2023 2024 2025 2026
Januari 120, februari 98, mars 101; summa 319 (2025: 287).
Regeln gäller barn födda efter den 1 januari 2010 och kvinnor födda 1985.
Projektet är avslutat.De som deltog är nöjda.Se vidare bilaga 2.
Tel.nr och pers.nr får inte skrivas in. Ange i stället kommun.
Se avsnitt 4.1.2.3 och version 2.10.3 av handboken.
Budgeten var EUR 500 per person, SEK 250 i avgift och LSS 123 timmar.
Covid-19 minskade gatuprostitutionen med 30-40 % under 2020/2021.
Läsåret 03-04 2005 samt 01.03.2005 och 1/3 2005 hölls utbildningar.
Org.nr 556677-8899 tillhör ett bolag, inte en person.
Alternativ (a) polisen. Alternativ (b) socialtjänsten. Vid den punkten se bilaga.
Vi träffades på lunch @ kontoret och talade om 50 @ 3 kronor.
ISBN 978-91-38-32567-3 och ISSN 0375-250X.
HVB 120 platser, LVU 14 fall, top 100 av webbplatser.
Förundersökningen omfattar 3-4 lägenheter, 2 rum och kök om 54,5 kvm, hyra 12 500 kr.
Sökningar per dag: 59.329, 18.068 och 12.500.
The hotline answered 1,250 calls in 2025, up 12.5 per cent from 2024.
Between 2004 and 2006 at least three of five agencies met on 15 March 2005.
They met at Stureplan. She then asked for support and moved to Malmö.
Adverts moved from open sites to telegram and kik, used mostly at night.
Article 3(a) of the Palermo Protocol (2000) and Directive 2011/36/EU apply.
On 2026-07-31 at 14:30:15 the batch of 4 812 rows was frozen; see std::map.
Under 2025 gjordes 1 250 besök, en ökning med 12 % jämfört med 2024.
Enligt 6 kap. 11 § brottsbalken döms för köp av sexuell tjänst.
Dnr 2024/12345 och SN 2023:456 har lagts ihop.
Ärendet har diarienummer 5.2-12345/2024.
Polisen i Stockholm, Göteborg och Malmö gjorde 85 tillslag 2023.
På Malmskillnadsgatan sågs 14 kvinnor, på Skeppsbron 3.
Malmskillnadsgatan 2004 var annorlunda än Malmskillnadsgatan 2024.
På Malmskillnadsgatan 14 kvinnor, på Artillerigatan 3 kvinnor.
Sexköpslagen trädde i kraft 1999-01-01.
Lagen (1998:408) om förbud mot köp av sexuella tjänster.
Utredningen SOU 2010:49 och prop. 2010/11:77 visar samma sak.
Av 1 200 annonser hade 340 (28 %) rumänska nummer.
E4 och riksväg 40 samt länsväg 222 nämns ofta.
Mellan kl. 22.00 och 04.00 ökar trafiken.
Projektet heter Samverkan mot människohandel.
Rapporten heter Prostitutionen i Sverige 2014.
Gatan heter Malmskillnadsgatan.
Metoden kallas Housing First.
Föreningen kallas Talita.
Regeringens handlingsplan 2018-2020 omfattar 22 åtgärder.
Cirka 12500 bor i området.
12345 personer svarade.
Enkäten gick till 15000 elever i åk 9 och 2 på gymnasiet.
Medelåldern var 27,5 år (17–52).
Summan blev 1 234 567 kronor, 123 456 per kommun.
Budget: 2 500 000 kr 2024, 2 750 000 kr 2025.
p<0,001, OR 1,45 (95 % KI 1,12–1,88), n=1 245.
Tabell 3. 2019 2020 2021 2022 2023 120 135 98 143 156
Rapport 2015:18 från Länsstyrelsen, ISBN 978-91-7281-650-3.
Nämnden sammanträdde 2026-03-12 kl. 13.00.
Beslut den 12 mars 2026 § 45.
Se punkt 3.2.1 och bilaga 4.
Västra Götalandsregionen, Region Skåne och Region Stockholm deltar.
Rosengård, Rinkeby, Tensta, Hjällbo och Biskopsgården nämns.
De flesta kommer från Rumänien, Nigeria och Thailand.
Hotellen vid Centralstationen, Arlanda och Slussen används.
Polisanmälan K 123456-26 upprättades.
Mål B 1234-25 vid Svea hovrätt.
NJA 2021 s. 123, RH 2019:45, HFD 2020 ref. 12.
Ungefär två till tre gånger per vecka, fem till sex kunder per dag.
Sex mot ersättning förekommer i fem av sex stadsdelar, tre gånger fler än 2020.
Första halvåret 2025 och andra kvartalet 2026 jämförs.
Den tredje mars möts tre myndigheter, den fjärde fyra.
Kostnad per natt 1 200–1 500 kr i Stockholm, 900 kr i Umeå.
Konto öppnas på Instagram eller Snapchat innan kontakten flyttas till Telegram.
Snapchat används av 8 av 10 unga.
Telegram-grupper med över 1 000 medlemmar har ökat.
Kontakt sker via Signal, WhatsApp och Telegram.
På Instagram finns 1 400 konton.
Bankgiro eller Swish används sällan, kontanter i 90 % av fallen.
Vi möttes på Stadshuset i Stockholm, plan 3, sal 12.
Konferensen hålls på Citykonferensen i september.
EU-direktiv 2011/36/EU och artikel 18 i Istanbulkonventionen.
Lgr 22 och LVU 3 § nämns.
Kvinnor födda 1985–1995 är vanligast.
Barn födda 2010 eller senare.
COVID-19 påverkade 2020 och 2021.
ICD-10 kod F43.1 och DSM-5.
Telefon: se hemsidan. E-post: se hemsidan.
Mejl skickades till alla kommuner.
Enheten har 12,5 årsarbetare och öppet måndag–torsdag 9–16.
Vid gränsen 59 grader nord är nätterna ljusa.
Kronor 4.500.000:- fördelas.
Åldersfördelning: 18-24 år 34%, 25-34 år 41%, 35-44 år 18%, 45+ 7%.
Enkät 1: 45/120, enkät 2: 67/134.
1. Bakgrund 2. Syfte 3. Metod 4. Resultat
a) stöd b) skydd c) samverkan
Hon kallas till möte i Malmö.
Flickan kallas offer i domen.
Det kallas Loverboy-metoden.
Kvinnan kallas till förhör i Stockholm.
Hon heter något annat.
Kl 14-16 tis och tors.
Socialstyrelsens handbok 2022-3-7799 beskriver detta.
Polismyndighetens lägesrapport 23, 2022.
Rapporten publicerades 1998-03-15.
Delegationen sammanträdde 991203 enligt protokoll.
Sedan 1977 har gruppen funnits på Regeringsgatan.
Cirka 70 00 besök, feltryck för 7 000.
Anslaget höjdes från 35 000 000 till 40 000 000 kronor.
`
  .split('\n')
  .filter((line) => line !== '');

const FOLDER = new URL('../../../fixtures/screening/', import.meta.url);

/** The public documents, whole. */
export const DOCUMENTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));

/** Their sentences and headings. Words that a line break divides stay so, as in what people paste. */
export const SENTENCES = DOCUMENTS.flatMap((text) => text.split(/(?<=[.!?:])\s+|\n\s*\n/))
  .map((sentence) => sentence.trim())
  .filter((sentence) => /\p{L}/u.test(sentence));

/** The telephone number of a named official in one of the documents: to refuse it is right. */
export const REAL_NUMBER = '08-508 25 016';
