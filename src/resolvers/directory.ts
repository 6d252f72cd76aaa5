import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { requested } from './requested.js';
import { SUBJECTS, accessOf, rowRuleOf, scopeOf } from '../auth/agreement.js';
import { ROW_RULES } from '../auth/matrix.js';
import { PARTIES, type Party } from '../domain/parties.js';
import { refuse } from '../domain/user-error.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { notFound } from '../schema/errors.js';
import { PartyEnum } from '../schema/enums.js';
import {
  Organisation,
  OrganisationConnection,
  OrganisationPayload,
  UpdateOrganisationInput,
} from '../schema/organisation.js';
import { Lengths } from '../schema/length.js';
import { PageArgs } from '../schema/paging.js';
import { ConditionArg } from '../schema/text.js';
import { PermissionRow, Viewer } from '../schema/viewer.js';
import { changeOrganisation, findOrganisation, listOrganisations } from '../store/organisations.js';
import type { RequestContext } from '../context.js';

const LIST = 'organisations';

@Resolver()
export class DirectoryResolver {
  @Query(() => Viewer, { description: 'Who you are, as the API sees it.' })
  async viewer(@Ctx() { actor, source }: RequestContext, @Info() info: GraphQLResolveInfo) {
    const { id: uuid, party } = actor.organisation;
    const selection = requested(info, 'Organisation', 'organisation');
    const isAsked = requested(info, 'Viewer').has('organisation');
    const organisation = isAsked && (await findOrganisation({ source, party }, selection, { uuid }));
    return { organisation, subject: actor.subject, scopes: [...actor.scopes] };
  }

  @Query(() => OrganisationConnection, { description: 'The organisation overview, by code.' })
  async organisations(
    @Args() page: PageArgs,
    @Arg('party', () => PartyEnum, { nullable: true, description: 'Only members of this party.' })
    ofParty: Party | null,
    @Ctx() { actor, source, isDirect = false }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const selection = requested(info, 'Organisation', 'nodes', 'edges.node');
    const { party } = actor.organisation;
    return connection(
      LIST,
      request,
      await listOrganisations({ source, party }, selection, ofParty, request),
      isDirect,
    );
  }

  @Query(() => Organisation, {
    nullable: true,
    description: 'One organisation by its code; NOT_FOUND when there is none.',
  })
  async organisation(
    @ConditionArg('code', { max: 50, description: 'Its short name, such as `rfsu`.' }) code: string,
    @Ctx() { actor, source }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { party } = actor.organisation;
    const found = await findOrganisation<Organisation>({ source, party }, requested(info, 'Organisation'), {
      code,
    });
    return found ?? raise(notFound());
  }

  @Lengths({ items: (args) => (args?.['subject'] == null ? SUBJECTS.length : 1) * PARTIES.length })
  @Query(() => [PermissionRow], { description: 'The sharing agreement, cell by cell.' })
  permissions(
    @ConditionArg('subject', {
      max: 100,
      nullable: true,
      description: 'Only this `Type.field` or operation.',
    })
    subject: string | null,
  ): PermissionRow[] {
    return SUBJECTS.filter((name) => subject === null || subject === undefined || name === subject).flatMap(
      (name) => {
        const rule = rowRuleOf(name);
        const rows = rule && ROW_RULES[rule];
        return PARTIES.map((party) => ({
          subject: name,
          party,
          access: accessOf(name, party),
          scope: scopeOf(name),
          rows,
        }));
      },
    );
  }

  @Mutation(() => OrganisationPayload, {
    description: 'Changes what the overview says of your own organisation; the unit may change any.',
  })
  async updateOrganisation(
    @Arg('input', () => UpdateOrganisationInput, { description: 'What to change.' })
    input: UpdateOrganisationInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, source } = context;
    const { code, party } = actor.organisation;
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      if (party !== 'UNIT' && input.code !== code) throw notFound();
      const { mandate, services, contact } = input;
      const uuid = await changeOrganisation(manager, input.code, {
        mandate: mandate!,
        services: services!,
        contact: contact!,
      });
      if (uuid === null) refuse('UNKNOWN_ORGANISATION', 'code: no organisation has it.', ['code']);
      return { type: 'Organisation', uuid };
    });
    const selection = requested(info, 'Organisation', 'organisation');
    return {
      errors,
      organisation: touched && (await findOrganisation({ source, party }, selection, touched)),
    };
  }
}

function raise(error: Error): never {
  throw error;
}
