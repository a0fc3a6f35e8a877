import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import {
  assumedEstimate,
  exposureUnits,
  formatPoints,
  levelOf,
  levels,
  Level,
  nearestOrdinal,
  ordinalEstimate,
  Scale,
} from '@product-risk/risk-model';
import { Knex } from 'knex';
import { z } from 'zod';
import { RiskConfig } from '../../config';
import { CatalogStore } from '../../database/CatalogStore';
import { Operations } from '../Operations';
import { metricWords } from './present/metrics';
import { readJson } from './queries/json';
import { countProducts } from './queries/products';

interface RiskModelPageReadsOptions {
  db: Knex;
  config: RiskConfig;
}

const headSchema = z.object({ at: z.string() }).optional();

const STEPS = [1, 2, 3, 4, 5];
const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

const meanings: Record<Level, string> = {
  low: 'Carried knowingly; looked at when the model is',
  medium: 'Treated in the ordinary course of work',
  high: 'The product owner decides what happens and by when',
  critical: 'The product owner decides now; everything else waits',
};

const rated = (likelihood: number, impact: number, scale: Scale) => {
  const exposure = exposureUnits(ordinalEstimate(likelihood, impact, scale));
  return { exposure, level: levelOf(exposure, scale) };
};

const levelFrom = (level: Level, { levelCuts }: Scale) =>
  level === 'low' ? 0 : levelCuts[level];

function assumedOf(scale: Scale): RiskModelPage['scale']['assumed'] {
  return SEVERITIES.flatMap(severity => {
    const estimate = assumedEstimate(severity, scale);
    if (!estimate) return [];
    const exposure = exposureUnits(estimate);
    return [
      {
        severity,
        ...nearestOrdinal(estimate, scale),
        exposure,
        level: levelOf(exposure, scale),
      },
    ];
  });
}

function ruleOf({ kind, type, label }: RiskConfig['product']): string {
  return [
    `kind is ${kind}`,
    ...(type ? [`type is ${type}`] : []),
    ...(label
      ? [
          `label ${label.name} is ${
            label.value === undefined ? 'set' : label.value
          }`,
        ]
      : []),
  ].join(', ');
}

const roles: RiskModelPage['roles'] = [
  {
    who: 'Engineers',
    decides:
      'what a finding is: they review, rate, leave out with a reason, and attach evidence',
  },
  {
    who: 'The product owner',
    decides: 'what happens to the risks of the product, and nobody else does',
  },
  {
    who: 'Security',
    decides: 'nothing alone: it rates, verifies and advises across products',
  },
  {
    who: 'The platform team',
    decides: 'who is confirmed as the owner of a product',
  },
];

/** What every number means here, from the live configuration. */
export class RiskModelPageReads implements Operations<'getRiskModel'> {
  readonly #options: RiskModelPageReadsOptions;

  constructor(options: RiskModelPageReadsOptions) {
    this.#options = options;
  }

  getRiskModel = async (): Promise<RiskModelPage> => {
    const { db, config } = this.#options;
    const { scale, scaleLabels, policy, product } = config;
    const [count, synced] = await Promise.all([
      countProducts(db, {}),
      new CatalogStore(db).head(),
    ]);
    return {
      policyVersion: config.policyVersion,
      product: {
        description:
          'A product is where risk is owned and decided. A component belongs to its system if that is a product, else to the nearest product it is part of.',
        rule: ruleOf(product),
        count,
      },
      scale: {
        likelihood: scale.likelihoodMicro.map((probabilityMicro, index) => ({
          ordinal: index + 1,
          label: scaleLabels.likelihood[index],
          probabilityMicro,
        })),
        impact: scale.impactCenti.map((impactCenti, index) => ({
          ordinal: index + 1,
          label: scaleLabels.impact[index],
          impactCenti,
        })),
        matrix: STEPS.map(likelihood =>
          STEPS.map(impact => rated(likelihood, impact, scale)),
        ),
        levels: levels.map(level => ({
          level,
          from: levelFrom(level, scale),
          meaning: `${meanings[level]} (from ${formatPoints(
            levelFrom(level, scale),
          )} points a year)`,
        })),
        severeImpactCenti: scale.severeImpactCenti,
        unit: config.unitDescription,
        assumed: assumedOf(scale),
      },
      policy: {
        claimedWeight: policy.claimedWeight,
        staleAfterDays: policy.staleAfterDays,
        quarantineShare: policy.quarantineShare,
        coverageKinds: config.coverage.kinds,
        trustCatalogOwners: policy.trustCatalogOwners,
        maximumExpiryDays: policy.decisions.maximumExpiryDays,
        answerWithinDays: policy.decisions.answerWithinDays,
      },
      roles,
      numbers: Object.entries(metricWords).map(([id, words]) => ({
        id,
        name: words.title,
        meaning: words.formula,
        formula: words.formula,
      })),
      catalogSyncedAt: readJson(headSchema, synced, undefined)?.at,
    };
  };
}
