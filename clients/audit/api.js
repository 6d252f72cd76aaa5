// What this program asks the API: three addresses, and two documents that the operator registers.
import { createHash } from 'node:crypto';
import { boundTokens } from './access.js';

export const DOCUMENTS = {
  event: `query AuditProof($sequence: Int!) {
  auditProof(sequence: $sequence) { sequence leafHash path checkpoint { treeSize rootHash at signature keyId } }
}`,
  events: `query AuditEvents($after: String) {
  auditEvents(first: 100, after: $after) { nodes { sequence action leafHash leafData } pageInfo { hasNextPage endCursor } }
}`,
};
/** The id under which a document is registered. */
export const idOf = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Lets in with a token that whoever has it may use: on a development server. */
const withToken = (token) => () => ({ authorization: `Bearer ${token}` });

/** The API that the environment describes. */
export function connect(env) {
  const url = env.SAMVERKAN_URL ?? 'http://127.0.0.1:4000';
  let access;
  const ask = async (method, path, body) => {
    access ??= env.SAMVERKAN_ISSUER ? boundTokens(env) : withToken(env.SAMVERKAN_TOKEN);
    const headers = { ...(await access(method, url + path)), 'content-type': 'application/json' };
    return fetch(url + path, { method, headers, body });
  };
  const get = async (path) => {
    const response = await ask('GET', path);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  return {
    /** The newest checkpoint, as a note. */
    checkpoint: () => get('/audit/checkpoint'),
    /** The proof that the tree of `first` leaves is the beginning of the one of `second`. */
    async consistency(first, second) {
      const { path } = JSON.parse(await get(`/audit/consistency?first=${first}&second=${second}`));
      return path.map((hash) => Buffer.from(hash, 'base64'));
    },
    /** What a document is answered with. */
    async send(text, variables) {
      const named = env.SAMVERKAN_TEXTS === 'yes' ? { query: text } : { documentId: idOf(text) };
      const response = await ask('POST', '/graphql', JSON.stringify({ ...named, variables }));
      const { data, errors } = await response.json();
      if (errors) throw new Error(`${errors[0].extensions?.code}: ${errors[0].message}`);
      return data;
    },
  };
}
