// The unit publishes what it has seen: a draft, then its publication. Each party reads of it what the agreement gives it.
import { DraftDocument, PublishDocument } from './generated/unit.js';
import { connect, send } from './samverkan.js';

const samverkan = connect();
const { draftTrendEntry: drafted } = await send(samverkan, DraftDocument, {
  input: {
    kind: 'TREND',
    title: 'Fler annonser i slutna grupper',
    summary: 'Annonserna flyttar från öppna sajter till slutna grupper.',
    body: 'Under tre veckor minskade annonserna på öppna sajter, medan de ökade i grupper som kräver inbjudan.',
    period: '2026-Q3',
    arenas: ['COMMUNITY'],
    direction: 'RISING',
    confidence: 'MEDIUM',
    method: 'Strukturerad räkning en gång i veckan.',
    healthNotes: 'Färre hittar till testning genom annonser på öppna sajter.',
  },
});
// Business errors are data: nothing was changed, and they name the field and the rule.
if (!drafted.trendEntry) throw new Error(JSON.stringify(drafted.errors));
const { id, version } = drafted.trendEntry;
const { publishTrendEntry } = await send(samverkan, PublishDocument, {
  input: { id, expectedVersion: version! },
});
console.log(JSON.stringify(publishTrendEntry));
