import { NotFoundError } from '@backstage/errors';
import {
  ChosenSet,
  Endpoints,
  TreatmentComparison,
} from '@product-risk/backstage-plugin-risk-common';
import {
  formatPoints,
  OptionSet,
  Step,
  UNITS_PER_POINT,
} from '@product-risk/risk-model';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { BudgetStore } from '../../database/BudgetStore';
import {
  ALWAYS_ASSESSED,
  ExposureHistory,
} from '../../database/ExposureHistory';
import { TreatmentStore } from '../../database/TreatmentStore';
import { toInteger } from '../../database/tables';
import { budgetState } from '../budgets/budgetState';
import { dayNumberOf, dayText } from '../../days';
import { exposureParts } from '../budgets/exposureParts';
import { targetOn, targetOverTime } from '../budgets/targets';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import {
  compareOptions,
  Comparison,
  ComparisonFacts,
  projectSet,
} from '../treatment/comparison';
import {
  assessedDaysOf,
  comparisonFacts,
  treatableRisks,
} from '../treatment/facts';
import { costOf, presentOption } from '../treatment/presentOptions';
import { isRiskVisible, presentRisk } from './present/risks';
import { entityRefsOfRisks } from './queries/findings';
import { productRows } from './queries/products';
import { riskPage } from './queries/risks';
import { VisibleRisks } from './VisibleRisks';

interface TreatmentReadsOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  now: () => Date;
}

/** Untreated risks that the comparison shows beside the treated ones. */
const LARGEST_SHOWN = 20;

const toSet = ({ options, cost, projectedPoints }: OptionSet): ChosenSet => ({
  options: [...options],
  cost,
  projectedPoints,
});

const inUnits = (points: number) => Math.round(points * UNITS_PER_POINT);

function sentenceOf(
  comparison: Comparison,
  given: { exposure: number; target?: number; costUnit: string },
): string {
  const { exposure, target, costUnit } = given;
  if (target === undefined) {
    return 'No target is set, so nobody has said how much security is enough.';
  }
  const at = `the target of ${formatPoints(target)} points`;
  if (exposure <= target) {
    return `The product carries ${formatPoints(
      exposure,
    )} points, within ${at}: nothing has to be done to meet it.`;
  }
  const needed = `${formatPoints(
    exposure - target,
  )} points have to go to meet ${at}`;
  const { cheapest, method, paretoFront } = comparison;
  if (!cheapest) {
    const best = paretoFront[paretoFront.length - 1];
    return `${needed}, and no set of the options explored does it: at best they leave ${formatPoints(
      inUnits(best.projectedPoints),
    )} points. Explore more.`;
  }
  const how =
    method === 'exact'
      ? 'The cheapest explored way'
      : 'The cheapest way found, of too many to try all,';
  return `${needed}. ${how} costs ${(cheapest.cost / 100).toLocaleString(
    'en-US',
  )} ${costUnit} and leaves ${formatPoints(
    inUnits(cheapest.projectedPoints),
  )} points.`;
}

/** Options compared, and the answer to how much security to do. */
export class TreatmentReads implements Operations<'getTreatment'> {
  readonly #options: TreatmentReadsOptions;

  constructor(options: TreatmentReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when the entity is no product. */
  getTreatment = async (
    {
      entityRef,
      years = this.#options.config.treatment.years,
      target: asked,
      chosen = [],
    }: OperationInput<Endpoints['getTreatment']>,
    caller: Caller,
  ): Promise<TreatmentComparison> => {
    const { db, config, visible, now } = this.#options;
    const instant = now();
    const day = dayNumberOf(instant);
    const { costUnit } = config.treatment;
    const [[product], stored, steps, changes, largest] = await Promise.all([
      productRows(db, [entityRef]),
      new TreatmentStore(db).ofProduct(entityRef),
      new ExposureHistory(db).steps(
        [entityRef],
        dayText(day - config.budget.windowDays - config.budget.graceDays),
      ),
      new BudgetStore(db).changes([entityRef]),
      riskPage(db, {
        productRef: entityRef,
        state: 'open',
        limit: LARGEST_SHOWN,
      }),
    ]);
    if (!product) throw new NotFoundError(`${entityRef} is no product here`);
    const treatable = await treatableRisks(
      db,
      entityRef,
      stored.effects.map(({ risk_id }) => risk_id),
    );
    const rows = new Map(
      [...largest, ...treatable.values()].map(row => [row.id, row]),
    );
    const [refsOfRisks, assessedDays] = await Promise.all([
      entityRefsOfRisks(db, [...rows.keys()]),
      assessedDaysOf(db, [...treatable.keys()]),
    ]);
    const refsOf = (id: string) => refsOfRisks.get(id) ?? [];
    const seen = await visible.among(
      [
        entityRef,
        ...[...refsOfRisks.values()].flat(),
        ...stored.options.map(({ created_by }) => created_by),
      ],
      caller,
    );
    const link = seen.link(entityRef);
    if (!link) throw new NotFoundError(`${entityRef} is unknown`);
    const isVisible = (id: string) =>
      rows.has(id) && isRiskVisible(refsOf(id), seen);
    // An option whose risks are all hidden or closed is none to choose here.
    const shown = {
      ...stored,
      options: stored.options.filter(({ id }) =>
        stored.effects.some(
          effect => effect.option_id === id && isVisible(effect.risk_id),
        ),
      ),
    };
    const exposure = toInteger(product.exposure);
    const target = targetOverTime(changes);
    const targetUnits = asked ?? targetOn(target, day);
    const facts = comparisonFacts(shown, {
      risks: treatable,
      exposureUnits: exposure,
      targetUnits,
      costOf: row => costOf(row, years),
    });
    const comparison = compareOptions(facts);
    const whatIf = projectSet(facts, chosen);
    const leads = shown.options
      .filter(({ id }) => whatIf.set.options.includes(id))
      .flatMap(({ lead_days }) => lead_days ?? []);
    return {
      product: link,
      asOf: instant.toISOString(),
      policyVersion: config.policyVersion,
      costUnit,
      years,
      exposure,
      target: targetUnits,
      needed:
        targetUnits === undefined
          ? undefined
          : Math.max(0, exposure - targetUnits),
      risks: [...rows.values()]
        .filter(({ id }) => isVisible(id))
        .sort((a, b) => toInteger(b.exposure) - toInteger(a.exposure))
        .map(row => presentRisk(row, refsOf(row.id), seen)),
      options: shown.options.map(row =>
        presentOption(row, {
          stored: shown,
          years,
          isVisible,
          seen,
          projectedWith: id => projectSet(facts, [id]).set.projectedPoints,
        }),
      ),
      method: comparison.method,
      paretoFront: comparison.paretoFront.map(toSet),
      cheapest: comparison.cheapest && toSet(comparison.cheapest),
      whatIf: {
        ...toSet(whatIf.set),
        allowed: whatIf.problem === undefined,
        problem: whatIf.problem,
        inPlaceAfterDays: leads.length > 0 ? Math.max(...leads) : undefined,
        budget: this.#budgetWith(
          exposureParts(steps),
          target,
          removedByDay(facts, chosen, assessedDays),
          day,
        ),
      },
      sentence: sentenceOf(comparison, {
        exposure,
        target: targetUnits,
        costUnit,
      }),
    };
  };

  /** The budget as if some exposure were gone from today on. */
  #budgetWith(
    parts: ReturnType<typeof exposureParts>,
    target: readonly Step[],
    removed: ReadonlyMap<string, number>,
    day: number,
  ) {
    const reduced = parts.map(part => {
      const last = part.steps[part.steps.length - 1]?.exposureUnits ?? 0;
      const gone = Math.min(last, removed.get(part.id) ?? 0);
      return gone === 0
        ? part
        : {
            ...part,
            steps: [
              ...part.steps.filter(({ fromDay }) => fromDay < day),
              { fromDay: day, exposureUnits: last - gone },
            ],
          };
    });
    const policy = this.#options.config.budget;
    return budgetState({ parts: reduced, target, day, policy }).summary;
  }
}

/** What a set removes, by the day its risks were first assessed. */
function removedByDay(
  facts: ComparisonFacts,
  chosen: readonly string[],
  assessedDays: ReadonlyMap<string, string>,
): Map<string, number> {
  const dayOf = (id: string) => assessedDays.get(id) ?? ALWAYS_ASSESSED;
  const days = new Set(facts.risks.map(({ id }) => dayOf(id)));
  return new Map(
    [...days].map(day => {
      const risks = facts.risks.filter(({ id }) => dayOf(id) === day);
      const ids = new Set(risks.map(({ id }) => id));
      const units = risks.reduce((sum, risk) => sum + risk.units, 0);
      const { set } = projectSet(
        {
          ...facts,
          risks,
          exposureUnits: units,
          options: facts.options.map(option => ({
            ...option,
            effects: option.effects.filter(({ riskId }) => ids.has(riskId)),
          })),
        },
        chosen,
      );
      return [day, Math.max(0, units - inUnits(set.projectedPoints))];
    }),
  );
}
