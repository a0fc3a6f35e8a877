import { BudgetSummary } from '@product-risk/backstage-plugin-risk-common';
import {
  AssessedExposure,
  budgetedExposure,
  ExposureBudget,
  exposureBudget,
  formatPoints,
  Step,
} from '@product-risk/risk-model';
import { BudgetPolicy } from '../../budgetConfig';
import { dayText, dayWords } from '../../days';
import { targetOn } from './targets';

export interface BudgetFacts {
  parts: readonly AssessedExposure[];
  target: readonly Step[];
  /** Today, which the window ends before. */
  day: number;
  /**
   * First day that was watched, where a history from before was brought in:
   * what was not watched alerts nobody.
   */
  watchedFrom?: number;
  policy: Pick<BudgetPolicy, 'windowDays' | 'graceDays' | 'alertRules'>;
}

/** A budget with everything it was reckoned from. */
export interface BudgetState {
  summary: BudgetSummary;
  /** As the budget counts it. */
  exposure: Step[];
  /** Undefined where there is no target or nothing that counts yet. */
  reckoned: ExposureBudget | undefined;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function spentShareOf(budget: ExposureBudget): number | undefined {
  return budget.budgetUnitDays === 0
    ? undefined
    : budget.spentUnitDays / budget.budgetUnitDays;
}

function sentenceOf(
  summary: Omit<BudgetSummary, 'sentence'>,
  { day, policy }: BudgetFacts,
  words: { startsOn?: number; runsOutOn?: number; recoversOn?: number },
): string {
  const on = (other: number | undefined) =>
    other === undefined ? '' : dayWords(other, day);
  const spent =
    summary.spentShare === undefined
      ? 'The target is 0'
      : `${percent(summary.spentShare)} of the budget is spent`;
  switch (summary.state) {
    case 'not-assessed':
      return 'Nothing is assessed, so nothing is known to be spent.';
    case 'no-target':
      return 'No target is set: nobody has said how much exposure is acceptable.';
    case 'not-started':
      return `Everything assessed is new; it counts against the budget from ${on(
        words.startsOn,
      )}.`;
    case 'exhausted':
      return words.recoversOn === undefined
        ? `${spent} and it does not recover at today's exposure.`
        : `${spent}; it recovers on ${on(
            words.recoversOn,
          )} at today's exposure.`;
    case 'running-out':
      return `${spent}, ${percent(
        summary.timeShare ?? 0,
      )} of the time is gone; it runs out on ${on(words.runsOutOn)}.`;
    default:
      return `${spent}, with a target of ${formatPoints(
        summary.target ?? 0,
      )} points over ${
        policy.windowDays
      } days; it does not run out at today's exposure.`;
  }
}

function stateWithout(
  facts: BudgetFacts,
  exposure: readonly Step[],
): BudgetSummary['state'] | undefined {
  if (exposure.length === 0) return 'not-assessed';
  if (facts.target.length === 0) return 'no-target';
  return exposure[0].fromDay > facts.day ? 'not-started' : undefined;
}

/** Where a product stands with its budget on a day. */
export function budgetState(facts: BudgetFacts): BudgetState {
  const { parts, target, day, policy } = facts;
  const exposure = budgetedExposure(parts, policy.graceDays);
  const without = stateWithout(facts, exposure);
  const first = exposure[0]?.fromDay;
  const common = {
    target: targetOn(target, day),
    ...(first !== undefined && first > day && { startsOn: dayText(first) }),
  };
  if (without) {
    const summary = { ...common, state: without };
    return {
      summary: {
        ...summary,
        sentence: sentenceOf(summary, facts, { startsOn: first }),
      },
      exposure,
      reckoned: undefined,
    };
  }
  const reckoned = exposureBudget({
    exposure,
    target,
    day,
    windowDays: policy.windowDays,
    alertRules: policy.alertRules.filter(
      ({ longDays }) =>
        facts.watchedFrom === undefined || day - longDays >= facts.watchedFrom,
    ),
  });
  // Out during that day; back when that day begins without an excess.
  const runsOutOn =
    reckoned.daysToRunOut === undefined
      ? undefined
      : day + Math.floor(reckoned.daysToRunOut);
  const recoversOn =
    reckoned.daysToRecovery === undefined
      ? undefined
      : day + Math.ceil(reckoned.daysToRecovery);
  const open = runsOutOn === undefined ? 'within' : 'running-out';
  const summary = {
    ...common,
    state: reckoned.exhausted ? ('exhausted' as const) : open,
    spentShare: spentShareOf(reckoned),
    timeShare: Math.min(1, (day - first) / policy.windowDays),
    ...(runsOutOn !== undefined && { runsOutOn: dayText(runsOutOn) }),
    ...(recoversOn !== undefined && { recoversOn: dayText(recoversOn) }),
    alert: reckoned.alert,
  } satisfies Omit<BudgetSummary, 'sentence'>;
  return {
    summary: {
      ...summary,
      sentence: sentenceOf(summary, facts, { runsOutOn, recoversOn }),
    },
    exposure,
    reckoned,
  };
}
