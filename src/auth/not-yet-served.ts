// Rows of the agreement whose feature is still to come. The list only shrinks: boot refuses an entry that is served, and a
// row that is neither served nor listed here.
import type { Subject } from './matrix.js';

export const NOT_YET_SERVED: readonly Subject[] = [
  'Query.auditEvents',
  'Query.auditCheckpoint',
  'Query.auditProof',
  'AuditEvent.sequence',
  'AuditEvent.at',
  'AuditEvent.organisation',
  'AuditEvent.client',
  'AuditEvent.operation',
  'AuditEvent.action',
  'AuditEvent.objects',
  'AuditEvent.guardedFields',
  'AuditEvent.outcome',
  'AuditEvent.leafHash',
  'AuditCheckpoint.treeSize',
  'AuditCheckpoint.rootHash',
  'AuditCheckpoint.at',
  'AuditCheckpoint.signature',
  'AuditCheckpoint.keyId',
  'AuditProof.sequence',
  'AuditProof.leafHash',
  'AuditProof.path',
  'AuditProof.checkpoint',
];
