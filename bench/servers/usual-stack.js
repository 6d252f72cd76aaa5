// What a team would usually put together: Apollo Server, type-graphql, TypeORM's find() with relations, and graphql-shield with a
// rule on every field. Decorators are called as functions, since this file is not compiled.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { isObjectType } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { rule, shield } from 'graphql-shield';
import { Arg, buildSchema, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { DataSource } from 'typeorm';
import { EntryEntity, OrganisationEntity, RevisionEntity } from './usual-entities.js';
import { answer } from './answer.js';

/** An object type from a table of its fields. */
function objectType(name, fields) {
  const type = { [name]: class {} }[name];
  for (const [field, [of, options = { nullable: true }]] of Object.entries(fields)) {
    Field(of, options)(type.prototype, field);
  }
  ObjectType(name)(type);
  return type;
}

const text = [() => String];
const texts = [() => [String], {}];
const Organisation = objectType('Organisation', { code: text, name: text, party: text, services: texts });
const Revision = objectType('Revision', { revision: [() => Int], title: text, publishedAt: [() => Date] });
const TrendEntry = objectType('TrendEntry', {
  id: [() => ID, {}], title: text, summary: text, period: text, regions: texts, arenas: texts, ageBands: texts, genders: texts,
  topics: texts, direction: text, confidence: text, method: text, coverage: text, publishedAt: [() => Date],
  healthNotes: text, outreachGuidance: text, publisher: [() => Organisation], revisions: [() => [Revision], {}],
}); // prettier-ignore
const PageInfo = objectType('PageInfo', { hasNextPage: [() => Boolean, {}], endCursor: text });
const Connection = objectType('TrendEntryConnection', {
  nodes: [() => [TrendEntry], {}],
  pageInfo: [() => PageInfo, {}],
});

let source;

class EntryResolver {
  async trendEntries(first) {
    const found = await source.getRepository(EntryEntity).find({
      relations: { publisher: true, revisions: true },
      // Ordering by the relation too would make `take` count revisions instead of entries.
      order: { listedAt: 'DESC', id: 'DESC' },
      take: first + 1,
    });
    const page = found.slice(0, first);
    for (const { revisions } of page) revisions.sort((a, b) => b.revision - a.revision);
    return {
      nodes: page.map((entry) => ({
        ...entry.revisions.find(({ revision }) => revision === entry.revision),
        ...entry,
      })),
      pageInfo: { hasNextPage: found.length > first, endCursor: page.at(-1)?.id ?? null },
    };
  }
}
Arg('first', () => Int)(EntryResolver.prototype, 'trendEntries', 0);
Query(() => Connection)(
  EntryResolver.prototype,
  'trendEntries',
  Object.getOwnPropertyDescriptor(EntryResolver.prototype, 'trendEntries'),
);
Resolver()(EntryResolver);

await answer(async ({ url, poolSize }) => {
  source = await new DataSource({
    type: 'postgres',
    url,
    poolSize,
    installExtensions: false,
    entities: [EntryEntity, RevisionEntity, OrganisationEntity],
  }).initialize();
  const schema = await buildSchema({ resolvers: [EntryResolver], validate: false });
  const mayRead = rule({ cache: 'no_cache' })((_parent, _args, { party }) => party === 'RFSU');
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  );
  const rules = types.map((type) => [
    type.name,
    Object.fromEntries(Object.keys(type.getFields()).map((field) => [field, mayRead])),
  ]);
  const guarded = applyMiddleware(schema, shield(Object.fromEntries(rules), { allowExternalErrors: true }));
  const server = new ApolloServer({ schema: guarded });
  const listening = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async () => ({ party: 'RFSU' }),
  });
  return { url: listening.url };
});
