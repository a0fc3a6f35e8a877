import { RiskModelPage } from '@product-risk/backstage-plugin-risk-common';
import {
  assumedEstimate,
  defaultScale,
  exposureUnits,
  levelOf,
  Ordinal,
  ordinalEstimate,
  SeverityWord,
} from '@product-risk/risk-model';

const ordinals: readonly Ordinal[] = [1, 2, 3, 4, 5];

const likelihoodLabels = ['Rare', 'Unlikely', 'Possible', 'Likely', 'Expected'];
const impactLabels = [
  'Minor',
  'Noticeable',
  'Serious',
  'Severe',
  'Existential',
];
const assumed: [SeverityWord, number, number][] = [
  ['low', 2, 2],
  ['medium', 3, 3],
  ['high', 3, 4],
  ['critical', 3, 5],
];

/** The default scale as the API describes it. */
export const riskModelFixture: RiskModelPage = {
  policyVersion: '1',
  product: {
    description: 'A product is a System of the catalog.',
    rule: 'kind: system',
    count: 12,
  },
  scale: {
    likelihood: ordinals.map(ordinal => ({
      ordinal,
      label: likelihoodLabels[ordinal - 1],
      probabilityMicro: defaultScale.likelihoodMicro[ordinal - 1],
    })),
    impact: ordinals.map(ordinal => ({
      ordinal,
      label: impactLabels[ordinal - 1],
      impactCenti: defaultScale.impactCenti[ordinal - 1],
    })),
    matrix: ordinals.map(likelihood =>
      ordinals.map(impact => {
        const exposure = exposureUnits(
          ordinalEstimate(likelihood, impact, defaultScale),
        );
        return { exposure, level: levelOf(exposure, defaultScale) };
      }),
    ),
    levels: [
      { level: 'low', from: 0, meaning: 'Lived with' },
      { level: 'medium', from: 3_000, meaning: 'Planned' },
      { level: 'high', from: 30_000, meaning: 'Next in line' },
      { level: 'critical', from: 100_000, meaning: 'Now' },
    ],
    severeImpactCenti: defaultScale.severeImpactCenti,
    unit: '10 000 euro of expected loss a year',
    assumed: assumed.map(([severity, likelihood, impact]) => {
      const estimate = assumedEstimate(severity, defaultScale);
      const exposure = estimate ? exposureUnits(estimate) : 0;
      return {
        severity,
        likelihood,
        impact,
        exposure,
        level: levelOf(exposure, defaultScale),
      };
    }),
  },
  policy: {
    claimedWeight: 1,
    staleAfterDays: 365,
    quarantineShare: 0.3,
    coverageKinds: ['component'],
    maximumExpiryDays: 365,
    answerWithinDays: 14,
    trustCatalogOwners: false,
  },
  roles: [{ who: 'Product owner', decides: 'What is accepted' }],
  numbers: [
    {
      id: 'exposure',
      name: 'Exposure',
      meaning: 'Expected loss a year',
      formula: 'sum of probability times impact',
    },
  ],
  catalogSyncedAt: '2026-11-20T08:00:00.000Z',
};
