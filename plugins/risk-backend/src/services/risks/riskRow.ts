import {
  assumedEstimate,
  Estimate,
  exposureUnits,
  MICRO_PER_ONE,
  MitigationEffect,
  RiskPolicy,
  Scale,
  SeverityWord,
} from '@product-risk/risk-model';
import { estimateOfRating } from '@product-risk/threat-model-formats';
import { RiskFindingRow, RiskMitigationRow } from '../../database/RiskStore';
import { DbRiskRow, toBoolean, toInteger } from '../../database/tables';
import { isInstance, Placement } from './placeFindings';
import { plainStatement } from './plainStatement';
import { riskNumbers, RiskNumbers } from './riskNumbers';

/** Findings by what their sources said about them just now. */
export interface FindingNewsSets {
  created?: ReadonlySet<string>;
  reopened?: ReadonlySet<string>;
  /** Absent or left out now. */
  removed?: ReadonlySet<string>;
  /** Rated differently by their source now. */
  rerated?: ReadonlySet<string>;
}

export interface RiskRowContext extends FindingNewsSets {
  policy: RiskPolicy;
  at: string;
  mitigations: ReadonlyMap<string, RiskMitigationRow[]>;
}

const severityWords = [
  'info',
  'low',
  'medium',
  'high',
  'critical',
] as const satisfies readonly SeverityWord[];

const wordOf = (severity: string): SeverityWord =>
  severityWords.find(word => word === severity) ?? 'unknown';

const effectsOf = (rows: readonly RiskMitigationRow[]): MitigationEffect[] =>
  rows.flatMap(row =>
    row.state === 'none'
      ? []
      : {
          state: row.state,
          effectLikelihood: row.effect_likelihood_micro / MICRO_PER_ONE,
          effectImpact: row.effect_impact_micro / MICRO_PER_ONE,
        },
  );

const isUnderWay = ({ state }: RiskMitigationRow) =>
  state === 'planned' || state === 'claimed';

/** The estimate of the person who rated a risk. */
export function personEstimate(
  risk: DbRiskRow | undefined,
): Estimate | undefined {
  if (risk?.rating_state !== 'confirmed' || risk.probability_micro === null) {
    return undefined;
  }
  return {
    probabilityMicro: risk.probability_micro,
    impactCenti: toInteger(risk.impact_centi),
  };
}

/** What the file rates a finding as in numbers, else what its severity stands for. */
function estimateOfFinding(
  { severity, stated_rating }: RiskFindingRow,
  scale: Scale,
): Estimate | undefined {
  return stated_rating === null
    ? assumedEstimate(wordOf(severity), scale)
    : estimateOfRating(JSON.parse(stated_rating), scale);
}

const isSameEstimate = (a: Estimate, b: Estimate) =>
  a.probabilityMicro === b.probabilityMicro && a.impactCenti === b.impactCenti;

function contradicts(
  instances: readonly RiskFindingRow[],
  person: Estimate,
  context: RiskRowContext,
): boolean {
  return instances.some(finding => {
    const { id } = finding;
    const rerated = context.rerated?.has(id);
    if (!rerated && !context.created?.has(id) && !context.reopened?.has(id)) {
      return false;
    }
    const assumed = estimateOfFinding(finding, context.policy.scale);
    // A file that took over what the person said does not contradict it.
    return rerated
      ? !assumed || !isSameEstimate(assumed, person)
      : Boolean(assumed && exposureUnits(assumed) > exposureUnits(person));
  });
}

const compareText = (a: string, b: string) => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** The first finding by title: what a risk is called after. */
function leading(
  findings: readonly RiskFindingRow[],
): RiskFindingRow | undefined {
  return [...findings].sort(
    (a, b) => compareText(a.title, b.title) || compareText(a.id, b.id),
  )[0];
}

function ratingColumns(
  numbers: RiskNumbers,
  before: DbRiskRow | undefined,
): Pick<DbRiskRow, 'rating_state' | 'probability_micro' | 'impact_centi'> {
  if (!numbers.inherent && before) {
    // Nothing reports it any more: what it was rated as is still worth reading.
    const { rating_state, probability_micro, impact_centi } = before;
    return { rating_state, probability_micro, impact_centi };
  }
  return {
    rating_state: numbers.ratingState,
    probability_micro: numbers.inherent?.probabilityMicro ?? null,
    impact_centi: numbers.inherent?.impactCenti ?? null,
  };
}

/** A risk as its findings, their mitigations and people's rating make it. */
export function riskRowOf(
  placement: Placement,
  context: RiskRowContext,
): { row: DbRiskRow; entityRefs: string[] } {
  const before = placement.stored;
  const origin = before ?? placement.splitFrom;
  const instances = placement.findings.filter(isInstance);
  const person = personEstimate(origin);
  const numbers = riskNumbers(
    instances.map(finding => ({
      entityRef: finding.entity_ref,
      estimate: estimateOfFinding(finding, context.policy.scale),
      mitigations: effectsOf(context.mitigations.get(finding.id) ?? []),
    })),
    person,
    context.policy,
  );
  const named = instances.length > 0 ? instances : placement.findings;
  const lead = leading(named);
  const title = lead?.title ?? origin?.title ?? '';
  const stride = lead?.stride ?? origin?.stride ?? '';
  const keptWords = origin && (origin.statement_by !== null || !lead);
  const state = numbers.open ? 'open' : 'closed';
  const entityMissing = named.some(({ entity_missing }) =>
    toBoolean(entity_missing),
  );
  const rating = ratingColumns(numbers, origin);
  return {
    row: {
      id: placement.riskId,
      product_ref: placement.productRef,
      group_key: placement.groupKey,
      title,
      statement: keptWords
        ? origin.statement
        : plainStatement({
            stride,
            places: named.map(
              ({ element_name, entity_title }) =>
                element_name || entity_title || '',
            ),
            title,
          }),
      statement_by: origin?.statement_by ?? null,
      stride,
      ...rating,
      current_probability_micro: numbers.current?.probabilityMicro ?? null,
      current_impact_centi: numbers.current?.impactCenti ?? null,
      exposure: numbers.exposure,
      exposure_inherent: numbers.exposureInherent,
      exposure_projected: numbers.exposureProjected,
      exposure_verified_only: numbers.exposureVerifiedOnly,
      level: rating.rating_state === 'unrated' ? null : numbers.level ?? 'low',
      state,
      review_flag:
        person !== undefined &&
        (toBoolean(before?.review_flag) ||
          contradicts(instances, person, context)),
      entity_missing: entityMissing,
      mitigation_under_way: instances.some(({ id }) =>
        context.mitigations.get(id)?.some(isUnderWay),
      ),
      opened_at: before?.opened_at ?? context.at,
      closed_at: state === 'open' ? null : before?.closed_at ?? context.at,
      updated_at: context.at,
    },
    entityRefs:
      instances.length > 0
        ? numbers.entityRefs
        : [
            ...new Set(named.flatMap(({ entity_ref }) => entity_ref ?? [])),
          ].sort(),
  };
}
