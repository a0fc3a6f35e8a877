import {
  EntityRisk,
  Scorecard,
} from '@product-risk/backstage-plugin-risk-common';
import {
  levels,
  UNITS_PER_POINT,
  unitsToPoints,
} from '@product-risk/risk-model';

/** What a gate asks for; a question that is absent is not asked. */
export interface Criteria {
  /** `none`, or the worst level that passes. */
  maxLevel?: string;
  /** Points a year. */
  maxExposure?: number;
  noQuarantine: boolean;
  noUnrated: boolean;
  allowUnassessed: boolean;
  budget: boolean;
}

/** What is asked about, in the words of entities and of products alike. */
export interface Standing {
  title: string;
  assessed: boolean;
  worst?: string;
  risks: EntityRisk['risks'];
  /** In 1/10 000 point. */
  exposure: number;
  /** Sources that failed or whose import is held back. */
  failedSources: number;
  budget?: Scorecard['budget'];
}

/** The answer to one question. */
export interface Check {
  check: string;
  met: boolean;
  /** What was found, in a sentence. */
  message: string;
}

export const standingOfEntity = (risk: EntityRisk): Standing => ({
  title: risk.entity.title,
  assessed: risk.assessed,
  worst: risk.worst,
  risks: risk.risks,
  exposure: risk.exposure.current,
  failedSources: risk.failedSources.length,
});

export const standingOfProduct = (scorecard: Scorecard): Standing => ({
  title: scorecard.entity.title,
  assessed: scorecard.assessed,
  worst: scorecard.worst,
  risks: scorecard.risks,
  exposure: scorecard.exposures.current,
  failedSources: scorecard.coverage.failedSources,
  budget: scorecard.budget,
});

const rank = (level: string | undefined) =>
  levels.findIndex(known => known === level);

function checkLevel({ worst, risks }: Standing, maxLevel: string): Check {
  const counted = [...levels]
    .reverse()
    .map(level => `${risks[level]} ${level}`)
    .join(', ');
  return {
    check: 'max-level',
    met: rank(worst) <= rank(maxLevel),
    message: `worst level ${
      worst ?? 'none'
    }, at most ${maxLevel} passes (${counted}, ${risks.unrated} unrated)`,
  };
}

function checkExposure({ exposure }: Standing, maxPoints: number): Check {
  return {
    check: 'max-exposure',
    met: exposure <= Math.round(maxPoints * UNITS_PER_POINT),
    message: `exposure ${unitsToPoints(
      exposure,
    )} points a year, at most ${maxPoints} passes`,
  };
}

/** What is not known meets no gate. */
function checkBudget({ budget }: Standing): Check {
  const check = 'budget';
  if (!budget) {
    return {
      check,
      met: false,
      message: 'the portal says nothing about a budget of this product',
    };
  }
  switch (budget.state) {
    case 'within':
    case 'running-out':
    case 'not-started':
      return { check, met: true, message: budget.sentence };
    default:
      return { check, met: false, message: budget.sentence };
  }
}

/** Asks every question of the criteria. */
export function checksOf(standing: Standing, criteria: Criteria): Check[] {
  const checks: Check[] = [];
  if (!criteria.allowUnassessed) {
    checks.push({
      check: 'assessed',
      met: standing.assessed,
      message: standing.assessed
        ? 'a threat model covers it'
        : 'not assessed: no threat model covers it, so its risk is unknown and not 0',
    });
  }
  if (criteria.maxLevel !== undefined) {
    checks.push(checkLevel(standing, criteria.maxLevel));
  }
  if (criteria.maxExposure !== undefined) {
    checks.push(checkExposure(standing, criteria.maxExposure));
  }
  if (criteria.noQuarantine) {
    const { failedSources } = standing;
    checks.push({
      check: 'no-quarantine',
      met: failedSources === 0,
      message: `${failedSources} sources failed or held back`,
    });
  }
  if (criteria.noUnrated) {
    const { unrated } = standing.risks;
    checks.push({
      check: 'no-unrated',
      met: unrated === 0,
      message: `${unrated} risks unrated`,
    });
  }
  if (criteria.budget) {
    checks.push(checkBudget(standing));
  }
  return checks;
}
