// RFSL reports a month of its work, in counts. The same report again corrects the earlier one.
import { ReportDocument, type ReportMutationVariables } from './generated/rfsl.js';
import { connect, send } from './samverkan.js';

const samverkan = connect();
const month: Pick<ReportMutationVariables['input'], 'kind' | 'count'>[] = [
  { kind: 'CHAT', count: 38 },
  { kind: 'TEST_VISIT', count: 12 },
  { kind: 'LECTURE', count: 2 },
];
const reported: unknown[] = [];
for (const { kind, count } of month) {
  const { reportActivity } = await send(samverkan, ReportDocument, {
    input: { month: '2026-07', municipality: '0180', kind, count },
  });
  reported.push(reportActivity.activityReport ?? reportActivity.errors);
}
console.log(JSON.stringify(reported));
