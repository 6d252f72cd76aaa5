// The agreement as a page for people: docs/permissions.md.
import { SUBJECTS, accessOf, rowRuleOf, scopeOf } from './agreement.js';
import { ROW_RULES } from './matrix.js';
import { PARTIES, PARTY } from '../domain/parties.js';

const HEAD = `# Who may do and read what

Generated from \`src/auth/matrix.ts\` by \`npm run generate\`; do not edit. The table is the partners' agreement: the schema of each
party, the rules at the resolvers and the grants of the database are all computed from it, and tests hold each of them to it.

**X** may call, **R** may read; an empty cell means that the field or operation does not exist for that party.
`;

/** The whole agreement in Markdown, a table per type. */
export function permissionsDocument(): string {
  const types = [...new Set(SUBJECTS.map((subject) => subject.split('.')[0]!))];
  const parties = PARTIES.map((party) => `- \`${party}\`: ${PARTY.values[party].sv}`).join('\n');
  return `${HEAD}\n${parties}\n\n${types.map(typeTable).join('\n')}`;
}

function typeTable(type: string): string {
  const head = ['', ...PARTIES, 'scope', 'rows'];
  const rows = SUBJECTS.filter((subject) => subject.startsWith(`${type}.`)).map((subject) => {
    const cells = PARTIES.map((party) => accessOf(subject, party)).map((access) =>
      access === '-' ? '' : access,
    );
    const rule = rowRuleOf(subject);
    return [
      `\`${subject.slice(type.length + 1)}\``,
      ...cells,
      scopeOf(subject) ?? '',
      rule ? ROW_RULES[rule] : '',
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${type}\n`, line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
