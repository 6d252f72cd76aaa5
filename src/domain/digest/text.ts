// A digest as plain text: for a terminal, or for a mail.
import { WORDS, type Language } from './words.js';
import type { Section } from './digest.js';

/** The text of a digest under a title. */
export function digestText(title: string, sections: readonly Section[], language: Language): string {
  const head = `${title}\n${'='.repeat(title.length)}\n`;
  if (sections.length === 0) return `${head}\n${WORDS[language].nothing}\n`;
  return head + sections.map(sectionText).join('');
}

function sectionText({ heading, items }: Section): string {
  const lines = items.flatMap(({ title, detail }) => [`- ${title}`, ...(detail ? [indented(detail)] : [])]);
  return `\n${heading}\n${'-'.repeat(heading.length)}\n${lines.join('\n')}\n`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
