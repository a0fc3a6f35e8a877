/**
 * The risk model of Product Risk: what every number means and how it is
 * computed. Pure functions over integers, for servers and browsers alike.
 *
 * @packageDocumentation
 */
export * from './errors';
export * from './exposure';
export * from './format';
export * from './scale';
export * from './assumed';
export * from './policy';
export * from './rating';
export * from './mitigation';
export {
  aggregate,
  type Aggregate,
  type ConfirmedChance,
  type Contribution,
  type RatedRisk,
} from './aggregate';
export {
  isSevere,
  probabilityOfSevere,
  severeHistogram,
  severeShare,
  type SevereHistogram,
} from './severe';
export * from './lossDistribution';
export * from './lossExceedance';
export * from './hierarchy';
export * from './coverage';
export * from './explain';
export {
  changeCauses,
  type ChangeCause,
  type IdentifiedMitigation,
  type RecordedCause,
  type RiskChange,
  type RiskState,
} from './riskChange';
export * from './explainChange';
export * from './statistics';
export * from './budget';
export * from './timeliness';
export * from './treatment';
export * from './proposals';
