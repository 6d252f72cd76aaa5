// The code lists of the domain as GraphQL enums. One mechanism, so that no value can miss its description or label.
import { registerEnumType } from 'type-graphql';
import { codesOf, type CodeList } from '../domain/code-list.js';
import { PARTY } from '../domain/parties.js';
import { USER_ERROR_CODE } from '../domain/user-error.js';
import * as activity from '../domain/lists/activity.js';
import { CHANGE_KIND } from '../domain/lists/changes.js';
import * as contributions from '../domain/lists/contributions.js';
import * as referrals from '../domain/lists/referrals.js';
import * as statistics from '../domain/lists/statistics.js';
import * as support from '../domain/lists/support.js';
import * as trends from '../domain/lists/trends.js';
import * as webhooks from '../domain/lists/webhooks.js';

function graphqlEnum<V extends string>(list: CodeList<V>): Record<V, V> {
  const codes = codesOf(list);
  const values = Object.fromEntries(codes.map((code) => [code, code])) as Record<V, V>;
  const valuesConfig = Object.fromEntries(
    codes.map((code) => [code, { description: `${list.values[code].en} Swedish: ${list.values[code].sv}.` }]),
  ) as Record<V, { description: string }>;
  registerEnumType(values, { name: list.name, description: list.description, valuesConfig });
  return values;
}

export const PartyEnum = graphqlEnum(PARTY);
export const UserErrorCodeEnum = graphqlEnum(USER_ERROR_CODE);

export const ChangeKindEnum = graphqlEnum(CHANGE_KIND);

export const WebhookEventEnum = graphqlEnum(webhooks.WEBHOOK_EVENT);
export const DeliveryStatusEnum = graphqlEnum(webhooks.DELIVERY_STATUS);

export const ActivityKindEnum = graphqlEnum(activity.ACTIVITY_KIND);

export const ArenaEnum = graphqlEnum(trends.ARENA);
export const AgeBandEnum = graphqlEnum(trends.AGE_BAND);
export const GenderEnum = graphqlEnum(trends.GENDER);
export const AdvertChangeEnum = graphqlEnum(trends.ADVERT_CHANGE);
export const CountUnitEnum = graphqlEnum(trends.COUNT_UNIT);
export const DirectionEnum = graphqlEnum(trends.DIRECTION);
export const ConfidenceEnum = graphqlEnum(trends.CONFIDENCE);
export const TrendKindEnum = graphqlEnum(trends.TREND_KIND);
export const TrendStatusEnum = graphqlEnum(trends.TREND_STATUS);
export const TrendEntryOrderEnum = graphqlEnum(trends.TREND_ENTRY_ORDER);

export const TrendEntryFieldEnum = graphqlEnum(trends.TREND_ENTRY_FIELD);

export const AttributionEnum = graphqlEnum(contributions.ATTRIBUTION);
export const ContributionStatusEnum = graphqlEnum(contributions.CONTRIBUTION_STATUS);
export const ContributionDecisionEnum = graphqlEnum(contributions.CONTRIBUTION_DECISION);
export const VerdictEnum = graphqlEnum(contributions.VERDICT);

export const ReferralRouteEnum = graphqlEnum(referrals.REFERRAL_ROUTE);
export const ReferralStatusEnum = graphqlEnum(referrals.REFERRAL_STATUS);
export const ReferralActionEnum = graphqlEnum(referrals.REFERRAL_ACTION);
export const ReferralReasonEnum = graphqlEnum(referrals.REFERRAL_REASON);
export const ConsentStateEnum = graphqlEnum(referrals.CONSENT_STATE);
export const ExploitationFormEnum = graphqlEnum(referrals.EXPLOITATION_FORM);
export const MeansOfControlEnum = graphqlEnum(referrals.MEANS_OF_CONTROL);
export const IndicatorEnum = graphqlEnum(referrals.INDICATOR);
export const OriginEnum = graphqlEnum(referrals.ORIGIN);
export const NeedEnum = graphqlEnum(referrals.NEED);
export const PermitStatusEnum = graphqlEnum(support.PERMIT_STATUS);
export const ReferralOutcomeEnum = graphqlEnum(referrals.REFERRAL_OUTCOME);
export const ServiceStatusEnum = graphqlEnum(support.SERVICE_STATUS);
export const ConsentOverrideEnum = graphqlEnum(referrals.CONSENT_OVERRIDE);
export const MeasureEnum = graphqlEnum(statistics.MEASURE);
export const DimensionEnum = graphqlEnum(statistics.DIMENSION);
export const GranularityEnum = graphqlEnum(statistics.GRANULARITY);
export const AgeGroupEnum = graphqlEnum(statistics.AGE_GROUP);
export const CellStatusEnum = graphqlEnum(statistics.CELL_STATUS);

export const UrgencyEnum = graphqlEnum(referrals.URGENCY);
