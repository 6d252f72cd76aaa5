// The yardstick of writing: the statements of one flag as recorded, on the police's own login, by `pg` and `node:http`.
import { randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';
import { makeReference } from '../../dist/domain/reference.js';
import { answer, bodyOf, listen, sendJson } from './answer.js';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

await answer(async ({ url, poolSize, recorded, prepared }) => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const statements = template(recorded).map(({ text, name, rowMode, values }, index) => ({
    query: {
      text,
      ...(rowMode && { rowMode }),
      ...((name || (prepared && values.length > 0)) && { name: name ?? `flag-${index}` }),
    },
    values,
  }));
  const last = statements.findIndex(({ query }) => query.text === 'COMMIT');
  const inTransaction = statements.slice(0, last + 1);
  const afterwards = statements.slice(last + 1);

  const server = http.createServer(async (request, response) => {
    const { variables } = JSON.parse(await bodyOf(request));
    const fresh = freshValues(variables.input.idempotencyKey);
    const client = await pool.connect();
    try {
      for (const { query, values } of inTransaction)
        await client.query({ ...query, values: values.map((make) => make(fresh)) });
    } finally {
      client.release();
    }
    let result;
    for (const { query, values } of afterwards) {
      result = await pool.query({ ...query, values: values.map((make) => make(fresh)) });
    }
    sendJson(response, `{"data":{"submitReferralFlag":{"errors":[],"referral":${result.rows[0][0]}}}}`);
  });
  return { url: `http://127.0.0.1:${await listen(server)}/` };
});

/** What is new in every flag: keys in the order in which they first appear, the reference, the idempotency key. */
function freshValues(key) {
  const uuids = new Map();
  return {
    key,
    reference: makeReference(randomBytes),
    uuid(recordedUuid) {
      const known = uuids.get(recordedUuid) ?? randomUUID();
      uuids.set(recordedUuid, known);
      return known;
    },
  };
}

/** The recorded statements, each value as a function that makes it anew. */
function template([first, second]) {
  const ofSecond = new Set(JSON.stringify(second.statements).match(UUID));
  const isFresh = (uuid) => !ofSecond.has(uuid);
  return first.statements.map(({ values, ...statement }) => ({
    ...statement,
    values: values.map((value) => makerOf(value, first, isFresh)),
  }));
}

function makerOf(value, { key, reference }, isFresh) {
  if (value === key) return (fresh) => fresh.key;
  if (value === reference) return (fresh) => fresh.reference;
  // The fingerprint of the input: as long, and different every time.
  if (value instanceof Uint8Array) return () => randomBytes(value.length);
  if (Array.isArray(value)) {
    const makers = value.map((item) => makerOf(item, { key, reference }, isFresh));
    return (fresh) => makers.map((make) => make(fresh));
  }
  if (typeof value === 'string' && value.match(UUID)?.some(isFresh)) {
    return (fresh) => value.replace(UUID, (uuid) => (isFresh(uuid) ? fresh.uuid(uuid) : uuid));
  }
  return () => value;
}
