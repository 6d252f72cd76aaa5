// The documents that the demonstration entries cite: title, issuing body, year. Undated ones say so.
export const SOURCE = {
  KOMPETENSUTVECKLING:
    'Kompetensutveckling för att kartlägga prostitutionen på nätet, tjänsteutlåtande till ' +
    'socialtjänstnämnden, Stockholms stad, socialtjänstförvaltningen, 2004',
  DELRAPPORT:
    'Delrapport från projektet om kartläggning av prostitutionen på nätet, tjänsteutlåtande till ' +
    'socialtjänstnämnden, Stockholms stad, socialtjänstförvaltningen, odaterat, enligt innehållet 2005 ' +
    'eller början av 2006',
  REMISSVAR:
    'Sätt att stävja prostitutionen på Internet, svar på remiss av en motion, Stockholms stad, ' +
    'socialtjänstförvaltningen, februari 2005',
  PROJEKTBESKRIVNING:
    'Sexuella tjänster, prostitution, eskort m.m. på nätet, projektbeskrivning, Prostitutionsenheten, ' +
    'Stockholms stad, november 2004',
  SOCIALT_PROGRAM:
    'Socialt program för att minska prostitutionen, reviderat förslag, Stockholms stad, ' +
    'socialtjänstförvaltningen, odaterat, enligt innehållet 2004 eller början av 2005',
  ENKAT:
    'Enkät om internetanvändning för sexuella syften, forskare vid Göteborgs universitet, 2001, ' +
    'återgiven i det sociala programmet',
  RFSU_STUDIE: 'Prostitution på Internet, RFSU, 2003, återgiven i det sociala programmet',
} as const;
