// What a party's schema should hold, worked out from the signed agreement: whatever can be reached from what the party may
// call and read, and nothing else.
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { gives, type Party } from './agreement.js';
import { CARRIER } from './carriers.js';

/** Filters and orders, and what not everybody who may call a mutation may set, each with the field that it would reveal. */
const REVEALED: Readonly<Record<string, string>> = {
  'ActivityFilter.monthFrom': 'ActivityReport.month',
  'ActivityFilter.monthTo': 'ActivityReport.month',
  'ActivityFilter.municipality': 'ActivityReport.municipality',
  'ActivityFilter.kinds': 'ActivityReport.kind',
  'ActivityFilter.organisation': 'ActivityReport.organisation',
  'AuditFilter.organisation': 'AuditEvent.organisation',
  'AuditFilter.action': 'AuditEvent.action',
  'AuditFilter.object': 'AuditEvent.objects',
  'AuditFilter.since': 'AuditEvent.at',
  'AuditFilter.until': 'AuditEvent.at',
  'StatisticsFilter.period': 'StatisticsCell.coordinates',
  'StatisticsFilter.county': 'StatisticsCell.coordinates',
  'StatisticsFilter.municipality': 'StatisticsCell.coordinates',
  'StatisticsFilter.arena': 'StatisticsCell.coordinates',
  'StatisticsFilter.ageGroup': 'StatisticsCell.coordinates',
  'StatisticsFilter.gender': 'StatisticsCell.coordinates',
  'StatisticsFilter.change': 'StatisticsCell.coordinates',
  'StatisticsFilter.exploitationForm': 'StatisticsCell.coordinates',
  'StatisticsFilter.outcome': 'StatisticsCell.coordinates',
  'StatisticsFilter.activityKind': 'StatisticsCell.coordinates',
  'StatisticsFilter.party': 'StatisticsCell.coordinates',
  'TrendEntryFilter.kinds': 'TrendEntry.kind',
  'TrendEntryFilter.regions': 'TrendEntry.regions',
  'TrendEntryFilter.arenas': 'TrendEntry.arenas',
  'TrendEntryFilter.ageBands': 'TrendEntry.ageBands',
  'TrendEntryFilter.genders': 'TrendEntry.genders',
  'TrendEntryFilter.topics': 'TrendEntry.topics',
  'TrendEntryFilter.direction': 'TrendEntry.direction',
  'TrendEntryFilter.periodFrom': 'TrendEntry.period',
  'TrendEntryFilter.periodTo': 'TrendEntry.period',
  'TrendEntryFilter.publishedAfter': 'TrendEntry.publishedAt',
  'TrendEntryFilter.search': 'TrendEntry.title',
  'TrendEntryFilter.status': 'TrendEntry.status',
  'TrendEntryOrder.PUBLISHED_AT_DESC': 'TrendEntry.publishedAt',
  'TrendEntryOrder.PUBLISHED_AT_ASC': 'TrendEntry.publishedAt',
  'TrendEntryOrder.RELEVANCE': 'TrendEntry.title',
  // Of the words for what a revision changed, those for the fields that not everybody reads.
  'TrendEntryField.METHOD_NOTES': 'TrendEntry.methodNotes',
  'TrendEntryField.SOURCES': 'TrendEntry.sources',
  'TrendEntryField.POLICING_NOTES': 'TrendEntry.policingNotes',
  'TrendEntryField.HEALTH_NOTES': 'TrendEntry.healthNotes',
  'TrendEntryField.OUTREACH_GUIDANCE': 'TrendEntry.outreachGuidance',
  'ReferralFilter.status': 'Referral.status',
  'ReferralFilter.urgency': 'Referral.urgency',
  // Late is also what nobody has touched for long, and support is a touch.
  'ReferralFilter.late': 'Referral.services',
  'RecordServicesInput.healthNeeds': 'Referral.healthNeeds',
  'RecordServicesInput.caseworkerNote': 'Referral.caseworkerNote',
};

/** Drafts are the unit's alone, by the row rule of trend entries; so is what is told of them, and of releases that are being made. */
const UNITS_OWN = new Set([
  'TrendStatus.DRAFT',
  'WebhookEvent.TREND_ENTRY_CREATED',
  'WebhookEvent.TREND_ENTRY_CHANGED',
  'WebhookEvent.RELEASE_CREATED',
]);

/** Every type, and every member of a type as `Type.member`, that the agreement leaves a party of a schema. */
export function expectedMembers(full: GraphQLSchema, party: Party): Set<string> {
  const found = new Set<string>();
  const roots = [full.getQueryType(), full.getMutationType(), full.getSubscriptionType()];
  for (const root of roots) if (root && isOpen(root, party)) visit(root);
  return found;

  function visit(type: GraphQLNamedType): void {
    if (found.has(type.name)) return;
    found.add(type.name);
    if (isEnumType(type)) {
      for (const { name } of type.getValues()) add(type, name);
      return;
    }
    if (isInterfaceType(type))
      full
        .getPossibleTypes(type)
        .filter((one) => isOpen(one, party))
        .forEach(visit);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (isObjectType(type) && !CARRIER.test(type.name) && !gives(`${type.name}.${field.name}`, party))
        continue;
      if (!add(type, field.name)) continue;
      const { type: ofField } = field as { type: GraphQLType };
      visit(getNamedType(ofField));
      for (const argument of argumentsOf(field)) {
        found.add(`${type.name}.${field.name}(${argument.name})`);
        visit(getNamedType(argument.type));
      }
    }
    if (isObjectType(type)) type.getInterfaces().forEach(visit);
  }

  function add(type: GraphQLNamedType, member: string): boolean {
    const name = `${type.name}.${member}`;
    const revealed = REVEALED[name];
    if (/(Filter|Order)$/.test(type.name) && revealed === undefined)
      throw new Error(`${name}: what does it reveal?`);
    if ((revealed && !gives(revealed, party)) || (UNITS_OWN.has(name) && party !== 'UNIT')) return false;
    found.add(name);
    return true;
  }
}

function isOpen(type: GraphQLNamedType, party: Party): boolean {
  if (!isObjectType(type) || CARRIER.test(type.name)) return true;
  return Object.keys(type.getFields()).some((field) => gives(`${type.name}.${field}`, party));
}

function argumentsOf(field: object): readonly GraphQLArgument[] {
  return 'args' in field ? (field.args as readonly GraphQLArgument[]) : [];
}

/** Every type and member that a schema really has, in the same words. */
export function membersOf(schema: GraphQLSchema): Set<string> {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const members = types.flatMap((type) => {
    if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}`,
      ...argumentsOf(field).map(({ name }) => `${type.name}.${field.name}(${name})`),
    ]);
  });
  return new Set([...types.map(({ name }) => name), ...members]);
}
