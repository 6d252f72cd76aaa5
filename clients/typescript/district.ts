// Socialjouren, or a board, takes over what waits for it. `access` says what the API would allow; the rules stay there.
import { AcceptDocument, AcknowledgeDocument, WaitingDocument } from './generated/district.js';
import { connect, send } from './samverkan.js';

const samverkan = connect();
const accepted: unknown[] = [];
const { referrals } = await send(samverkan, WaitingDocument, {});
for (const { id, access, ...waiting } of referrals.nodes) {
  let version = waiting.version!;
  if (access?.canAcknowledge) {
    const { acknowledgeReferral } = await send(samverkan, AcknowledgeDocument, {
      input: { id, expectedVersion: version },
    });
    // VERSION_CONFLICT: somebody moved it meanwhile; it is read anew the next time.
    if (!acknowledgeReferral.referral) continue;
    version = acknowledgeReferral.referral.version!;
  }
  const { acceptReferral } = await send(samverkan, AcceptDocument, {
    input: { id, expectedVersion: version },
  });
  accepted.push(acceptReferral.referral ?? acceptReferral.errors);
}
console.log(JSON.stringify(accepted));
