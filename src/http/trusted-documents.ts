// A request that names its document (`documentId`, GraphQL over HTTP, appendix on persisted documents) becomes one that carries
// it, before GraphQL sees it: every check of a text applies to it unchanged.
import type { FastifyRequest } from 'fastify';
import type { Manifest } from '../store/documents.js';
import type { ErrorCode } from './format-error.js';

export interface DocumentRefusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

const TEXT_REFUSED: DocumentRefusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'This server answers registered documents only: send `documentId` without `query`.',
};
const BOTH: DocumentRefusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  message: 'Send `query` or `documentId`, not both.',
};
const NO_ID: DocumentRefusal = {
  status: 400,
  code: 'BAD_USER_INPUT',
  message: 'documentId: must be the id of a registered document, as one text.',
};
const UNKNOWN: DocumentRefusal = {
  status: 400,
  code: 'PERSISTED_QUERY_NOT_FOUND',
  message: 'No document of this client is registered under this id.',
};

/**
 * Puts the document that a request names into it, or answers why not. Where texts are not answered, nothing gets past this but
 * documents of the manifest.
 */
export async function fillInDocument(
  request: FastifyRequest,
  manifest: () => Promise<Manifest>,
  answersTexts: boolean,
): Promise<DocumentRefusal | null> {
  const { documentId, query } = parametersOf(request);
  const hasText = query !== undefined && query !== null && query !== '';
  if (hasText && !answersTexts) return TEXT_REFUSED;
  if (documentId === undefined) return answersTexts ? null : NO_ID;
  if (hasText) return BOTH;
  if (typeof documentId !== 'string') return NO_ID;
  const text = (await manifest()).get(documentId);
  if (text === undefined) return UNKNOWN;
  fillIn(request, text);
  return null;
}

/** Whether the document that an answered request named is registered still; what came as a text need not be. */
export async function isStillRegistered(
  request: FastifyRequest,
  manifest: () => Promise<Manifest>,
): Promise<boolean> {
  const { documentId } = parametersOf(request);
  return typeof documentId !== 'string' || (await manifest()).has(documentId);
}

function parametersOf({ method, body, url }: FastifyRequest): { documentId?: unknown; query?: unknown } {
  if (method === 'POST') return typeof body === 'object' && body !== null ? body : {};
  const parameters = searchOf(url);
  const parameter = (name: string) => {
    const values = parameters.getAll(name);
    return values.length > 1 ? values : values[0];
  };
  return { documentId: parameter('documentId'), query: parameter('query') };
}

function fillIn(request: FastifyRequest, query: string): void {
  if (request.method === 'POST') {
    request.body = { ...(request.body as object), query };
    return;
  }
  const parameters = searchOf(request.url);
  parameters.set('query', query);
  if (parameters.get('operationName') === '') parameters.delete('operationName');
  request.raw.url = `/graphql?${parameters.toString()}`;
}

function searchOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : url.slice(start));
}
